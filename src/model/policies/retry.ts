import type { AttemptOutcome } from '../Attempt.js'
import type { Clock } from '../clock.js'
import { ModelCallFailed } from '../failures.js'
import type { Model } from '../Model.js'

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
 * Waits as long as `backoffMs` says, and never shorter than the provider asked for. What was in the way of a call and is
 * no more (`ModelCallFailed.again`) costs neither a retry nor a wait.
 *
 * @throws the last failure, when there are no retries left, the wait is too long, the budget refuses it, or the
 * caller's signal is aborted while waiting
 */
export const withRetry = (
  { clock, baseMs = 500, capMs = 20_000, maxWaitMs = 30_000 }: RetryOptions,
  inner: Model,
): Model => ({
  async generate(asked) {
    let request = asked
    const failures = new Map<AttemptOutcome, number>()
    for (;;) {
      try {
        return await inner.generate(request)
      } catch (error) {
        if (!(error instanceof ModelCallFailed)) throw error
        if (error.again && !request.context?.budget?.refusal() && !request.signal?.aborted) {
          if (error.again === 'normal-tier') request = { ...request, context: { ...request.context, avoidsFlex: true } }
          continue
        }
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

interface Retries {
  /** How often a request is sent again after failures of this class. */
  readonly most: number
  /** Whether it is sent again without a wait. */
  readonly isAtOnce?: boolean
}

/** What is worth sending to the same provider again, unchanged. A model that refused may answer when it rolls the dice again. */
const retries: Readonly<Partial<Record<AttemptOutcome, Retries>>> = {
  timeout: { most: 3 },
  unavailable: { most: 3 },
  'rate-limited': { most: 5 },
  refused: { most: 1, isAtOnce: true },
}

interface Backoff {
  /** 0 for the first retry. */
  retry: number
  baseMs: number
  capMs: number
  /** Uniform in [0, 1). */
  random: number
}

/**
 * Milliseconds to wait before a retry: exponential backoff with full jitter, `random × min(cap, base × 2^retry)`.
 * Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export const backoffMs = ({ retry, baseMs, capMs, random }: Backoff): number =>
  random * Math.min(capMs, baseMs * 2 ** retry)
