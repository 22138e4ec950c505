import { formatCost, LEAST_SHOWN_USD } from '../shared/formatCost.js'
import { words } from '../words.js'
import type { RunView } from './RunView.js'

/**
 * What a run that ended cost, in words. Calls that ended before the provider said what they took are billed and not in
 * `cost`, which is then the least it can be.
 */
export const runCost = ({ cost, usage }: Pick<RunView, 'cost' | 'usage'>): string => {
  if (cost === null || cost === undefined) return words.progress.costUnknown
  const models = Object.values(usage?.byModel ?? {}).flatMap((models) => Object.values(models))
  if (!models.some(({ untoldCalls = 0 }) => untoldCalls > 0)) return words.progress.cost(formatCost(cost))
  return cost < LEAST_SHOWN_USD ? words.progress.costUnknown : words.progress.costAtLeast(formatCost(cost))
}
