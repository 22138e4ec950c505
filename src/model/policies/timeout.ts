import type { Attempt } from '../Attempt.js'
import { isFlex } from '../call/request.js'
import { ModelCallFailed } from '../failures.js'
import type { Model } from '../Model.js'
import { firstByteMs, type Provider } from '../Provider.js'

interface TimeoutOptions {
  /** Who is asked: calls at its flex tier may take longer. */
  provider: Pick<Provider, 'serviceTier' | 'streams'>
  /** Milliseconds a call may take when the request does not say; or `dynamic`, see `createObservedSpeed`. */
  timeoutMs: number | 'dynamic'
}

/** What `dynamic` begins with. */
const FIRST_TIMEOUT_MS = 90_000

/**
 * Sets `timeoutMs` of each request. A fixed timeout gives way to the request's own; so does `dynamic`, until it has
 * seen enough answers of the same schema and tier.
 */
export const withTimeout = ({ timeoutMs, provider }: TimeoutOptions, inner: Model): Model => {
  const patient = withPatience(provider, inner)
  return timeoutMs === 'dynamic' ? withDynamicTimeout(patient) : withFixedTimeout(timeoutMs, patient)
}

/** The flex tier is slow by nature. */
const FLEX_FACTOR = 3

/** What a call at the flex tier is given, as long as Node waits for an answer that is not streamed. */
const withPatience = (provider: TimeoutOptions['provider'], inner: Model): Model => ({
  generate(request) {
    const { timeoutMs } = request
    if (timeoutMs === undefined || !isFlex(provider, request)) return inner.generate(request)
    const mostMs = provider.streams ? Number.POSITIVE_INFINITY : firstByteMs - 1
    return inner.generate({ ...request, timeoutMs: Math.max(timeoutMs, Math.min(FLEX_FACTOR * timeoutMs, mostMs)) })
  },
})

const withFixedTimeout = (timeoutMs: number, inner: Model): Model => ({
  generate: (request) => inner.generate({ ...request, timeoutMs: request.timeoutMs ?? timeoutMs }),
})

const withDynamicTimeout = (inner: Model): Model => {
  const speeds = new Map<string, ObservedSpeed>()
  return {
    async generate(request) {
      const { tier, schemaName, maxOutputTokens } = request
      const kind = `${tier} ${schemaName}`
      const speed = speeds.get(kind) ?? createObservedSpeed()
      speeds.set(kind, speed)
      const timeoutMs = speed.timeoutMs(maxOutputTokens) ?? request.timeoutMs ?? FIRST_TIMEOUT_MS
      try {
        const answer = await inner.generate({ ...request, timeoutMs })
        for (const attempt of answer.attempts) speed.observe(attempt, maxOutputTokens)
        return answer
      } catch (error) {
        if (error instanceof ModelCallFailed) speed.observe(error.attempt, maxOutputTokens)
        throw error
      }
    },
  }
}

interface ObservedSpeed {
  /** Learns from a call that succeeded or timed out; `maxOutputTokens` is what it was allowed to write. */
  observe(attempt: Attempt, maxOutputTokens: number): void
  /** A timeout in milliseconds; `undefined` before there are 5 observations. */
  timeoutMs(maxOutputTokens: number): number | undefined
}

/** Weight of the newest observation. */
const WEIGHT = 0.2
const MIN_OBSERVATIONS = 5
const SAFETY = 2
const MIN_TIMEOUT_MS = 15_000

/**
 * How long calls of one kind take, as exponentially weighted moving averages (weight 0.2) of milliseconds to the first
 * token, milliseconds per token after it, and the share of the allowed tokens that is used.
 *
 *     expected = firstToken + maxOutputTokens × share × perToken
 *     timeout  = 2 × expected × 2^(timeouts in a row), at least 15 s and at most 180 s
 *
 * Doubling after a timeout, as in RFC 6298 (5.5): a call that was cut off says nothing of how long it would have taken,
 * so without it a provider that became slower would time out for ever.
 */
const createObservedSpeed = (): ObservedSpeed => {
  let observations = 0
  let timeouts = 0
  let firstTokenMs = 0
  let msPerToken = 0
  let share = 0

  const learn = (average: number, seen: number): number =>
    observations === 0 ? seen : average + WEIGHT * (seen - average)

  return {
    observe(attempt, maxOutputTokens) {
      if (attempt.outcome === 'timeout') timeouts += 1
      if (attempt.outcome !== 'ok') return
      timeouts = 0
      if (!attempt.usage) return
      const tokens = Math.max(1, attempt.usage.completionTokens)
      const seenFirstTokenMs = attempt.firstTokenMs ?? 0
      firstTokenMs = learn(firstTokenMs, seenFirstTokenMs)
      msPerToken = learn(msPerToken, (attempt.ms - seenFirstTokenMs) / tokens)
      share = learn(share, tokens / maxOutputTokens)
      observations += 1
    },
    timeoutMs(maxOutputTokens) {
      if (observations < MIN_OBSERVATIONS) return undefined
      const expectedMs = firstTokenMs + maxOutputTokens * share * msPerToken
      return Math.min(longestDynamicTimeoutMs, Math.max(MIN_TIMEOUT_MS, SAFETY * expectedMs * 2 ** timeouts))
    },
  }
}

/** The longest timeout that is derived from what was observed. */
export const longestDynamicTimeoutMs = 180_000
