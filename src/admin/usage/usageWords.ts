import { localeOf, type Words } from '../../words/words.js'
import { formatCost, formatNumber } from '../shared/format.js'
import type { Measure, UsageSum } from './usageReport.js'

/** An amount of what is measured, in full. */
export const measured = (words: Words, measure: Measure, value: number): string =>
  measure === 'cost' ? formatCost(words, value) : formatNumber(words, Math.round(value))

/** The same for the side of a chart: `$0.02`, `1.2M`. */
export const measuredBriefly = (words: Words, measure: Measure, value: number): string => {
  const brief = value.toLocaleString(localeOf(words.language), { notation: 'compact', maximumSignificantDigits: 3 })
  return measure === 'cost' ? `$${brief}` : brief
}

/** What was spent, as far as prices are known. */
export const costOfSum = (words: Words, { cost, isCostPartial }: UsageSum): string => {
  if (!isCostPartial) return formatCost(words, cost)
  return cost === 0 ? formatCost(words, null) : words('usage:costPart', { cost: formatCost(words, cost) })
}
