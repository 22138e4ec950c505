import type { FieldHook } from 'payload'
import { costOf } from '../model/costOf.js'
import { priceOf } from '../model/priceOf.js'
import type { Settings } from '../options/Settings.js'
import { readUsageByModel } from '../runs/UsageByModel.js'

/**
 * Applies today's prices to the tokens the run used, each model's to its own, so history can be re-priced; `null` when a
 * model that answered has no price.
 */
export const readCostHook =
  ({ model }: Settings): FieldHook =>
  ({ data }) => {
    if (!data?.usage) return null
    let total = 0
    for (const { provider, model: name, usage } of readUsageByModel(data.usage.byModel)) {
      const cost = costOf(usage, priceOf(model.providers, provider, name))
      if (cost === null) return null
      total += cost
    }
    return total
  }
