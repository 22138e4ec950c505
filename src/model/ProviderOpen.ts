/** A provider that must not be called now: its breaker is open, or it cools down. Nothing was sent. */
export class ProviderOpen extends Error {
  override readonly name = 'ProviderOpen'

  constructor(
    readonly provider: string,
    /** Milliseconds until it may be tried again. */
    readonly retryAfterMs: number,
    /** Why, in plain words. */
    readonly reason: string,
  ) {
    super(`${provider} is left alone for ${Math.ceil(retryAfterMs / 1000)} seconds: ${reason}`)
  }
}
