import { words } from '../words.js'

/**
 * US dollars for people: two digits from a dollar on, otherwise enough to see a difference.
 * `null` is an unknown price, which is not the same as nothing.
 */
export const formatCost = (usd: number | null | undefined): string => {
  if (usd === null || usd === undefined) return words.generate.unknownPrice
  if (usd === 0) return words.generate.free
  if (usd < 0.001) return 'less than $0.001'
  return `$${usd.toFixed(usd < 1 ? 3 : 2)}`
}
