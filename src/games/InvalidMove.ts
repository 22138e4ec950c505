/** A move that cannot be read, or is not legal where it stands. */
export class InvalidMove extends Error {
  override readonly name = 'InvalidMove'

  constructor(
    readonly move: string,
    reason: string,
  ) {
    super(reason)
  }
}
