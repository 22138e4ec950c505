/** A response body that is not worth reading on: too long, or no text. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody'
}
