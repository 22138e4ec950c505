import type { FieldHook } from 'payload'
import { costOf } from '../model/costOf.js'
import type { Settings } from '../options/Settings.js'

/** Applies today's price to the tokens the run used, so history can be re-priced; unknown prices stay `null`. */
export const readCostHook =
  ({ model }: Settings): FieldHook =>
  ({ data }) => {
    const usage = data?.usage
    if (typeof usage?.promptTokens !== 'number') return null
    return costOf(
      {
        promptTokens: usage.promptTokens,
        cachedTokens: usage.cachedTokens ?? 0,
        completionTokens: usage.completionTokens ?? 0,
      },
      model.prices[model.complex],
    )
  }
