/** Bits a double holds exactly with room to spare; 13 hex digits. */
const HEX_DIGITS = 13

/** A number in [0,1) from a hex digest: its first 52 bits / 2^52. Uniform, because a digest's bits are. */
export const unitIntervalOf = (hexDigest: string): number =>
  Number.parseInt(hexDigest.slice(0, HEX_DIGITS), 16) / 2 ** (4 * HEX_DIGITS)
