import { CircuitState, ConsecutiveBreaker, CountBreaker } from 'cockatiel'
import type { AttemptOutcome } from '../Attempt.js'
import { longestWaitMs, ModelCallFailed } from '../failures.js'

/**
 * What the end of a call says about its provider's health:
 * - `well`: it answered, whatever it said
 * - `failing`: no answer; too many of them open the breaker
 * - `away`: it will not serve us for `forMs`, an hour at most, one call is enough to know
 * - `unknown`: nothing
 */
type HealthVerdict =
  | { readonly is: 'well' }
  | { readonly is: 'unknown' }
  | { readonly is: 'failing'; readonly outcome: AttemptOutcome; readonly reason: string }
  | { readonly is: 'away'; readonly outcome: AttemptOutcome; readonly forMs: number; readonly reason: string }

const MINUTE_MS = 60_000

/** A shorter wait is left to retries. */
const LONG_WAIT_MS = 30_000

/** @param error what the call threw; `undefined` when it succeeded */
export const healthVerdict = (error: unknown): HealthVerdict => {
  if (error === undefined) return { is: 'well' }
  if (!(error instanceof ModelCallFailed) || error.again) return { is: 'unknown' }
  const reason = error.message
  const { outcome } = error.attempt
  switch (outcome) {
    case 'aborted':
    // A key is not mended by waiting: each caller learns it at once, and every time.
    case 'unauthorized':
      return { is: 'unknown' }
    case 'timeout':
    case 'unavailable':
      return { is: 'failing', outcome, reason }
    case 'out-of-credit':
      return { is: 'away', outcome, forMs: 30 * MINUTE_MS, reason }
    case 'rate-limited': {
      const forMs = Math.min(error.retryAfterMs ?? 0, longestWaitMs)
      return forMs > LONG_WAIT_MS ? { is: 'away', outcome, forMs, reason } : { is: 'well' }
    }
    default:
      return { is: 'well' }
  }
}

/** Decides when a closed breaker opens. */
interface Trip {
  succeeded(): void
  /** Whether it is enough. */
  failed(): boolean
}

/** Five failures in a row, or more than half of the last twenty calls once there were ten. */
export const createTrip = (): Trip => {
  const breakers = [new ConsecutiveBreaker(5), new CountBreaker({ threshold: 0.5, size: 20, minimumNumberOfCalls: 10 })]
  return {
    succeeded() {
      for (const breaker of breakers) breaker.success(CircuitState.Closed)
    },
    failed() {
      // Each has to count it, so no `some` that stops early.
      return breakers.map((breaker) => breaker.failure(CircuitState.Closed)).includes(true)
    },
  }
}
