import type { Attempt } from '../Attempt.js'

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
