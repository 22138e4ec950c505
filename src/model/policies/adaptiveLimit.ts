import type { Attempt, AttemptOutcome } from '../Attempt.js'

interface AdaptiveLimit {
  /** Calls that may be in flight: a whole number from 1 to the maximum. */
  current(): number
  /** Counts the decreases so far. A call remembers it from its start. */
  round(): number
  record(call: EndedCall): void
}

interface EndedCall {
  attempt: Attempt
  /** `round()` when the call started. */
  round: number
  /** Whether as many calls as allowed were in flight when it ended. */
  wasFull: boolean
}

interface AdaptiveLimitOptions {
  start: number
  max: number
}

const DECREASE: Partial<Record<AttemptOutcome, number>> = { 'rate-limited': 0.5, timeout: 0.7, unavailable: 0.7 }
const SLOW_DECREASE = 0.9

/** How many times slower than at its best a provider may be while the limit grows, and before it shrinks. */
const GROW_UP_TO = 2
const SHRINK_FROM = 3

/**
 * How many calls at once a provider bears, found out by trying. Additive increase, multiplicative decrease, as in TCP
 * congestion avoidance (RFC 5681): each good answer adds `1 / limit` while the limit is in use, so one per round; a 429
 * halves it, a timeout or an unavailable server takes 30 %. Calls that started before the last decrease do not decrease
 * again: they tell of the same trouble. Other outcomes say nothing of what the provider bears. Latency counts as in
 * Netflix's concurrency-limits: see `createSlowness`.
 */
export const createAdaptiveLimit = ({ start, max }: AdaptiveLimitOptions): AdaptiveLimit => {
  const slownessAfter = createSlowness()
  const within = (limit: number) => Math.max(1, Math.min(max, limit))
  let limit = within(start)
  let round = 0

  const decrease = (factor: number, call: EndedCall): void => {
    if (call.round !== round) return
    limit = within(limit * factor)
    round += 1
  }

  return {
    current: () => Math.floor(limit),
    round: () => round,
    record: (call) => {
      const { outcome } = call.attempt
      const factor = DECREASE[outcome]
      if (factor !== undefined) return decrease(factor, call)
      if (outcome !== 'ok') return
      const slowness = slownessAfter(call.attempt)
      if (slowness > SHRINK_FROM) decrease(SLOW_DECREASE, call)
      else if (slowness <= GROW_UP_TO && call.wasFull) limit = within(limit + 1 / limit)
    },
  }
}

/** The wait for the first token, counted in tokens: else short answers would seem slow. */
const FIRST_TOKEN_IN_TOKENS = 100
/** Weight of the newest call in the moving average. */
const NEWEST_WEIGHT = 0.1
/** Calls before the average says anything. */
const MIN_CALLS = 10
/** How far the best moves towards the average with each call: what was once is forgotten within some hundred calls. */
const BEST_DECAY = 0.003

interface Trend {
  calls: number
  average: number
  best: number
}

/**
 * How many times slower a provider has become than at its best: the moving average of milliseconds per completion token
 * over the lowest this average has been, for each model by itself. 1 during the first calls. Comparing recent latency
 * with the best is the gradient of Netflix's concurrency-limits (`GradientLimit`).
 *
 * @returns takes attempts that went well, in the order of their ends
 */
export const createSlowness = (): ((attempt: Attempt) => number) => {
  const trends = new Map<string, Trend>()

  return ({ model, ms, usage }) => {
    const trend = trends.get(model) ?? { calls: 0, average: 0, best: Number.POSITIVE_INFINITY }
    trends.set(model, trend)
    trend.calls += 1
    const latency = ms / (FIRST_TOKEN_IN_TOKENS + (usage?.completionTokens ?? 0))
    trend.average += (latency - trend.average) * Math.max(NEWEST_WEIGHT, 1 / trend.calls)
    if (trend.calls < MIN_CALLS) return 1
    if (trend.average < trend.best) trend.best = trend.average
    else trend.best += (trend.average - trend.best) * BEST_DECAY
    return trend.best > 0 ? trend.average / trend.best : 1
  }
}
