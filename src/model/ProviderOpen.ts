import { describeDuration } from './describeDuration.js'

/** A provider that must not be called now: its breaker is open, or the call that failed has just opened it. */
export class ProviderOpen extends Error {
  override readonly name = 'ProviderOpen'

  constructor(
    readonly provider: string,
    /** Milliseconds until it may be tried again. */
    readonly retryAfterMs: number,
    /** Why, in plain words. */
    readonly reason: string,
  ) {
    super(`${provider} is left alone for ${describeDuration(retryAfterMs)}: ${reason}`)
  }
}
