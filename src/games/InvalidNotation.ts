/** A position that cannot be read, or is impossible in its game. */
export class InvalidNotation extends Error {
  override readonly name = 'InvalidNotation'

  constructor(
    readonly notation: string,
    reason: string,
  ) {
    super(reason)
  }
}
