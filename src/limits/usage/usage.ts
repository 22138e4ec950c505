import { costAt, type Provider } from '../../model/Provider.js'

/** How calls ended, as the columns of `generation-usage` call it. `lost`: their worker died, so nobody knows. */
export const usageOutcomes = [
  'ok',
  'invalid',
  'refused',
  'truncated',
  'timeout',
  'rateLimited',
  'unavailable',
  'rejected',
  'unauthorized',
  'outOfCredit',
  'aborted',
  'lost',
] as const

/** Numbers of a row of `generation-usage` that add up. */
export const usageSums = [
  'calls',
  'items',
  'drafts',
  'promptTokens',
  'cachedTokens',
  'cacheWriteTokens',
  'completionTokens',
  'reasoningTokens',
  'savedTokens',
  'untoldCalls',
  'untoldTokens',
  'untoldMicroUsd',
  'ms',
] as const

export type UsageSums = Readonly<Record<(typeof usageSums)[number], number>>

/** Of one model and tier. */
interface UsageOfModel
  extends Pick<
    UsageSums,
    'promptTokens' | 'cachedTokens' | 'cacheWriteTokens' | 'completionTokens' | 'untoldMicroUsd'
  > {
  provider: string
  model: string
  serviceTier: string
}

/**
 * US dollars at today's prices, with what calls may have cost of which nobody told what they took, as it was reckoned then;
 * `null` where the price is unknown.
 */
export const costOfUsage = (providers: readonly Provider[], row: UsageOfModel): number | null => {
  const { provider, model, promptTokens, cachedTokens, cacheWriteTokens, completionTokens, untoldMicroUsd } = row
  const told = costAt(providers, {
    ...{ provider, model, serviceTier: row.serviceTier === 'flex' ? 'flex' : 'normal' },
    usage: { promptTokens, cachedTokens, cacheWriteTokens, completionTokens, reasoningTokens: 0 },
  })
  return told === null ? null : told + untoldMicroUsd / 1_000_000
}
