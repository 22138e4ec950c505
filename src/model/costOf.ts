import type { Usage } from './Attempt.js'

/** US dollars per million tokens; `cachedUsd` defaults to `promptUsd`. */
interface Price {
  readonly promptUsd: number
  readonly cachedUsd?: number
  readonly completionUsd: number
}

/** US dollars for this usage, or `null` when the price is unknown: 0 would be a lie. */
export const costOf = (usage: Usage, price: Price | undefined): number | null => {
  if (!price) return null
  const fresh = usage.promptTokens - usage.cachedTokens
  const million =
    fresh * price.promptUsd +
    usage.cachedTokens * (price.cachedUsd ?? price.promptUsd) +
    usage.completionTokens * price.completionUsd
  return million / 1_000_000
}
