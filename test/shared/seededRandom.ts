import { createHash } from 'node:crypto'

/** Uniform in [0, 1), the same for the same parts: what happens to one call does not depend on the order of calls. */
export const seededRandom = (...parts: readonly (string | number)[]): number =>
  createHash('sha256').update(parts.join('\n')).digest().readUInt32BE(0) / 2 ** 32
