import type { AttemptOutcome } from './Attempt.js'
import { withSplit } from './answer/withSplit.js'
import { callProvider } from './call/callProvider.js'
import { type Clock, createSystemClock } from './clock.js'
import type { Model, Tier } from './Model.js'
import { costAt, type Provider } from './Provider.js'
import { type Breaker, createBreaker, withBreaker } from './policies/breaker.js'
import { type BreakerStore, cachedStore, memoryBreakerStore, type OpenBreaker } from './policies/breakerStore.js'
import { withBudget } from './policies/budget.js'
import { withFallback } from './policies/fallback.js'
import { withReservation } from './policies/reservation.js'
import { withRetry } from './policies/retry.js'
import { longestDynamicTimeoutMs, withTimeout } from './policies/timeout.js'
import { type TraceCall, withTrace } from './policies/trace.js'
import { createWindow, withWindow } from './policies/window.js'

interface CreateModel {
  /** In order of preference; at least one. */
  providers: readonly Provider[]
  /** Milliseconds a call may take when the request does not say, or `dynamic`. */
  timeoutMs: number | 'dynamic'
  /** Milliseconds a stream may be silent after its first token. */
  stallMs: number
  /** Milliseconds a request may take with everything that is done for it. */
  deadlineMs: number
  /** Calls a request may make, retries, repairs and fallbacks included. */
  maxCalls: number
  maxTokens?: number
  maxCostUsd?: number
  /** Whether attempts carry what was sent and received, redacted. Default `false`. */
  logBodies?: boolean
  /** Default: the system's. */
  clock?: Clock
  /** Where open breakers stand. Default: in memory, for this model alone. */
  breakerStore?: BreakerStore
  /** Told when a breaker opens, and how the call ended that opened it. */
  onOpen?(breaker: OpenBreaker, outcome: AttemptOutcome): void
  /** Told when the breaker store fails; calls go on with what is known here. */
  onBreakerError?(error: unknown): void
  /** Waits between retries, in milliseconds; see `withRetry`. */
  retry?: { baseMs?: number; capMs?: number; maxWaitMs?: number }
  /** How long breakers open, in milliseconds; see `createBreaker`. */
  breaker?: { openMs?: number; maxOpenMs?: number }
  /** Told of each call when it begins and ends. */
  trace?: TraceCall
}

/**
 * The whole model layer, from the call outwards: each line is one policy, and each is the same port around the one
 * before. Take the lines you need to build another.
 */
export const createModel = (options: CreateModel): Model => {
  const { providers, clock = createSystemClock(), onOpen, onBreakerError = () => undefined } = options
  const { breakerStore = memoryBreakerStore({ clock }), timeoutMs, stallMs, logBodies = false } = options
  const callMs = timeoutMs === 'dynamic' ? longestDynamicTimeoutMs : timeoutMs
  const store = cachedStore({ store: breakerStore, clock, onError: onBreakerError })
  const breakerOf = (provider: string, model: string): Breaker =>
    createBreaker({ provider, model, store, callMs, onOpen, ...options.breaker })

  const candidates = providers.map((provider) => {
    const { name, models, limits } = provider
    const complex = breakerOf(name, models.complex)
    const simple = models.simple === models.complex ? complex : breakerOf(name, models.simple)
    const breakers: Record<Tier, Breaker> = { complex, simple }
    const call = callProvider({ provider, stallMs, logBodies, clock })
    const timed = withTimeout({ timeoutMs, provider }, call)
    const window = createWindow({ limits, clock })
    const reserved = withReservation({ provider }, withTrace({ provider, trace: options.trace }, timed))
    const guarded = withBreaker({ breakers, queue: (inner) => withWindow(window, inner) }, reserved)
    return { name, model: withRetry({ clock, ...options.retry }, guarded) }
  })

  return withBudget(
    {
      clock,
      deadlineMs: options.deadlineMs,
      maxCalls: options.maxCalls,
      maxTokens: options.maxTokens,
      maxCostUsd: options.maxCostUsd,
      costOf: ({ provider, model, usage, serviceTier }) =>
        usage ? costAt(providers, { provider, model, usage, serviceTier }) : null,
    },
    withSplit(withFallback(candidates)),
  )
}
