import type { FieldHook } from 'payload'
import { costOf, priceOf } from '../model/Provider.js'
import type { Settings } from '../options/Settings.js'
import { readUsageByModel } from '../runs/ledger.js'

/**
 * Applies today's prices to the tokens the run used, each model's to its own, so history can be re-priced; `null` when a
 * model that answered has no price. Calls of which the provider told no tokens, as after a timeout, are not in it.
 */
export const readCostHook =
  ({ model }: Settings): FieldHook =>
  ({ data }) => {
    if (!data?.usage) return null
    const used = readUsageByModel(data.usage.byModel)
    // Of runs from before tokens were kept by model.
    if (used.length === 0 && data.usage.promptTokens > 0) return null
    // Nothing but calls that ended before we were told what they took.
    if (used.some(({ untoldCalls }) => untoldCalls > 0) && used.every(({ usage }) => usage.promptTokens === 0))
      return null
    let total = 0
    for (const { provider, model: name, usage } of used) {
      const cost = costOf(usage, priceOf(model.providers, provider, name))
      if (cost === null) return null
      total += cost
    }
    return total
  }
