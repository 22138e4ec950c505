import { words } from '../words.js'

/** Amounts below are told apart from nothing, but not from each other. */
export const LEAST_SHOWN_USD = 0.001

/**
 * US dollars for people: two digits from a dollar on, otherwise enough to see a difference.
 * `null` is an unknown price, which is not the same as nothing.
 */
export const formatCost = (usd: number | null): string => {
  if (usd === null) return words.generate.unknownPrice
  if (usd === 0) return words.generate.free
  if (usd < LEAST_SHOWN_USD) return `less than $${LEAST_SHOWN_USD}`
  return `$${usd.toFixed(usd < 1 ? 3 : 2)}`
}
