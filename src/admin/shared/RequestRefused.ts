/** The server said no; `message` is its own sentence. `status` is 0 when it could not be reached. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'

  constructor(
    readonly status: number,
    message: string,
    /** Facts that came with the refusal, e.g. `{code, run}`. */
    readonly data: Readonly<Record<string, unknown>> = {},
    /** The first error of the answer as it was sent. */
    readonly error: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
  }
}
