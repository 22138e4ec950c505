import type { CollectionAfterDeleteHook, CollectionBeforeOperationHook, FieldHook } from 'payload'
import { costOfUsage } from '../limits/usage/usage.js'
import { costAt, costOfAll } from '../model/Provider.js'
import type { Settings } from '../options/Settings.js'
import { storeIn, topicOf } from '../runs/sql/store.js'
import { expediteSteps } from '../runs/sql/wakeUps.js'
import { readUsageByModel } from '../runs/step/ledger.js'
import { isRecord } from '../text.js'

/** What computed fields are computed from, by their names. */
type Bases = Readonly<Record<string, readonly string[]>>

const tokens = ['promptTokens', 'cachedTokens', 'cacheWriteTokens', 'completionTokens']
const costOfCalls = ['provider', 'model', 'serviceTier', ...tokens]

/** Of runs, of attempts, and of what was added up by day. */
export const runBases: Bases = { cost: ['usage'], waiting: ['status'] }
export const attemptBases: Bases = { cost: [...costOfCalls, 'reasoningTokens'] }
export const usageBases: Bases = { cost: [...costOfCalls, 'untoldMicroUsd'] }

/** Who selects a computed field is answered what it is computed from too: of a part of that it would be another number. */
export const selectBases =
  (bases: Bases): CollectionBeforeOperationHook =>
  ({ args }) => {
    const select: unknown = Reflect.get(args, 'select')
    if (!isRecord(select)) return args
    const needed = Object.entries(bases).flatMap(([field, basis]) => (select[field] === true ? basis : []))
    return { ...args, select: { ...select, ...Object.fromEntries(needed.map((name) => [name, true])) } }
  }

/** Where a request left out what a field is computed from, nothing is said of it. */
const has = (doc: unknown, names: readonly string[] = []): boolean =>
  isRecord(doc) && names.every((name) => name in doc)

/**
 * Applies today's prices to the tokens the run used, each model's to its own, so history can be re-priced; `null` when a
 * model that answered has no price. Calls of which the provider told no tokens, as after a timeout, are not in it.
 */
export const readCostHook =
  ({ model }: Settings): FieldHook =>
  ({ data }) => {
    if (!data || !has(data, runBases.cost) || !has(data.usage, ['byModel', 'promptTokens'])) return undefined
    const used = readUsageByModel(data.usage.byModel)
    // Of runs from before tokens were kept by model.
    if (used.length === 0 && data.usage.promptTokens > 0) return null
    // Nothing but calls that ended before we were told what they took.
    if (used.some(({ untoldCalls }) => untoldCalls > 0) && used.every(({ usage }) => usage.promptTokens === 0))
      return null
    return costOfAll(model.providers, used)
  }

/** Applies today's price to the tokens of one attempt; `null` when the price or the tokens are unknown. */
export const readAttemptCostHook =
  ({ model }: Settings): FieldHook =>
  ({ data }) => {
    if (!data || !has(data, attemptBases.cost)) return undefined
    if (typeof data.promptTokens !== 'number') return null
    const usage = {
      promptTokens: data.promptTokens,
      cachedTokens: data.cachedTokens ?? 0,
      cacheWriteTokens: data.cacheWriteTokens ?? 0,
      completionTokens: data.completionTokens ?? 0,
      reasoningTokens: data.reasoningTokens ?? 0,
    }
    return costAt(model.providers, { provider: data.provider, model: data.model, usage, serviceTier: data.serviceTier })
  }

/** The same of what was added up by day; what nobody told of counts as it was reckoned then. */
export const readUsageCostHook =
  ({ model }: Settings): FieldHook =>
  ({ data }) => {
    if (!data || !has(data, usageBases.cost)) return undefined
    if (typeof data.promptTokens !== 'number' || typeof data.model !== 'string') return null
    return costOfUsage(model.providers, {
      ...{ provider: data.provider, model: data.model, serviceTier: data.serviceTier },
      promptTokens: data.promptTokens,
      cachedTokens: data.cachedTokens ?? 0,
      cacheWriteTokens: data.cacheWriteTokens ?? 0,
      completionTokens: data.completionTokens ?? 0,
      untoldMicroUsd: data.untoldMicroUsd ?? 0,
    })
  }

/** Steps that wait for a provider ask it again soon after an admin has closed its breaker. */
export const askAgainHook =
  (settings: Settings): CollectionAfterDeleteHook =>
  async ({ req, doc }) =>
    expediteSteps(await storeIn(req, settings), topicOf.provider(doc.provider))
