import type { AttemptOutcome } from '../Attempt.js'
import type { Clock } from '../Clock.js'
import type { Model } from '../Model.js'
import { ModelCallFailed } from '../ModelCallFailed.js'
import { backoffMs } from './backoffMs.js'
import { retries } from './retries.js'

interface RetryOptions {
  clock: Clock
  /** Default 500. */
  baseMs?: number
  /** Default 20,000. */
  capMs?: number
  /** Longest wait; a provider that asks for more is left to others. Default 30,000. */
  maxWaitMs?: number
}

/**
 * Sends a failed request again to the same provider, as often as its class of failure is worth (see `retries`).
 * Waits as long as `backoffMs` says, and never shorter than the provider asked for.
 *
 * @throws the last failure, when there are no retries left, the wait is too long, the budget refuses it, or the
 * caller's signal is aborted while waiting
 */
export const withRetry = (
  { clock, baseMs = 500, capMs = 20_000, maxWaitMs = 30_000 }: RetryOptions,
  inner: Model,
): Model => ({
  async generate(request) {
    const failures = new Map<AttemptOutcome, number>()
    for (;;) {
      try {
        return await inner.generate(request)
      } catch (error) {
        if (!(error instanceof ModelCallFailed)) throw error
        const { outcome } = error.attempt
        const retry = failures.get(outcome) ?? 0
        const { most = 0, isAtOnce = false } = retries[outcome] ?? {}
        if (retry >= most) throw error
        const backoff = isAtOnce ? 0 : backoffMs({ retry, baseMs, capMs, random: clock.random() })
        const waitMs = Math.max(backoff, error.retryAfterMs ?? 0)
        if (waitMs > maxWaitMs || request.context?.budget?.refusal(waitMs)) throw error
        failures.set(outcome, retry + 1)
        await clock.wait(waitMs, request.signal).catch(() => {
          // Only an abort ends a wait early. The caller knows of it; what they do not know is how the call went.
          throw error
        })
      }
    }
  },
})
