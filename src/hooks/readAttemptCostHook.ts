import type { FieldHook } from 'payload'
import { costOf, priceOf } from '../model/Provider.js'
import type { Settings } from '../options/Settings.js'

/** Applies today's price to the tokens of one attempt; `null` when the price or the tokens are unknown. */
export const readAttemptCostHook =
  ({ model }: Settings): FieldHook =>
  ({ data }) => {
    if (typeof data?.promptTokens !== 'number') return null
    const usage = {
      promptTokens: data.promptTokens,
      cachedTokens: data.cachedTokens ?? 0,
      completionTokens: data.completionTokens ?? 0,
      reasoningTokens: data.reasoningTokens ?? 0,
    }
    return costOf(usage, priceOf(model.providers, data.provider, data.model))
  }
