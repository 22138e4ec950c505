import type { Model } from '../Model.js'
import { ModelCallFailed } from '../ModelCallFailed.js'
import { createObservedSpeed, type ObservedSpeed } from './createObservedSpeed.js'

interface TimeoutOptions {
  /** Milliseconds a call may take when the request does not say; or `dynamic`, see `createObservedSpeed`. */
  timeoutMs: number | 'dynamic'
}

/** What `dynamic` begins with. */
const FIRST_TIMEOUT_MS = 90_000

/**
 * Sets `timeoutMs` of each request. A fixed timeout gives way to the request's own; so does `dynamic`, until it has
 * seen enough answers of the same schema and tier.
 */
export const withTimeout = ({ timeoutMs }: TimeoutOptions, inner: Model): Model =>
  timeoutMs === 'dynamic' ? withDynamicTimeout(inner) : withFixedTimeout(timeoutMs, inner)

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
