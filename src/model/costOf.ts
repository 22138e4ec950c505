import type { Usage } from './Attempt.js'
import type { Price } from './Provider.js'

/**
 * US dollars for this usage, or `null` when the price is unknown: 0 would be a lie. Reasoning tokens are part of the
 * completion and cost what it costs.
 */
export const costOf = (usage: Usage, price: Price | undefined): number | null => {
  if (!price) return null
  const fresh = usage.promptTokens - usage.cachedTokens
  const million =
    fresh * price.promptUsd +
    usage.cachedTokens * (price.cachedUsd ?? price.promptUsd) +
    usage.completionTokens * price.completionUsd
  return million / 1_000_000
}
