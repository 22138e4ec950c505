import { z } from 'zod'
import { isOutage, outlastOutage } from '../../database/outages.js'
import { refusalOf, retryingDeadlocks, sqlStates } from '../../database/refusals.js'
import { microUsdOf } from '../../limits/budgetLimits.js'
import type { Attempt, ServiceTier, Usage } from '../../model/Attempt.js'
import { costAt } from '../../model/Provider.js'
import type { Settings } from '../../options/Settings.js'
import { findOurSteps } from '../sql/claims.js'
import * as attempts from '../sql/ledger/attempts.js'
import { isBookedAsLost } from '../sql/ledger/lost.js'
import { takeLogId } from '../sql/ledger/reservations.js'
import { type Id, LeaseLost } from '../vocabulary.js'
import type { HeldStep } from './StepContext.js'
import { logAttempt } from './tellEvent.js'

type Call = Omit<attempts.RecordAttempt, 'attempt' | 'step' | 'id' | 'microUsd' | 'wasLost'> & { attempt: Attempt }

/**
 * Keeps a call, its bill and what it gave, whatever the database is up to, until `signal` aborts. When the connection
 * breaks in the middle nobody knows whether it was done: it is done again under the same id, which the ledger takes once. A
 * call that was booked as lost meanwhile, because its step was taken away, is put right.
 *
 * @throws LeaseLost when the step was no longer ours; the bill is kept all the same
 */
export const recordAttempt = async (
  { payload, settings, store, step }: Pick<HeldStep, 'payload' | 'settings' | 'store' | 'step'>,
  call: Call,
  signal: AbortSignal,
): Promise<void> => {
  const patiently = { logger: payload.logger, facts: { runId: step.run, stepId: step.id }, signal }
  const given = { ...call, microUsd: microUsdBy(settings, call), step }
  const takeId = () => outlastOutage({ work: () => takeLogId(payload, settings.slugs), mayRepeat: true, ...patiently })
  // With it a place in the ledger was set aside too.
  let id: Id | undefined = call.reserved ? call.reserved.id : await takeId()
  let mayBeDone = false
  const record = async (): Promise<boolean> => {
    try {
      return await retryingDeadlocks(() => attempts.recordAttempt(store, { ...given, id }))
    } catch (error) {
      if (!isIdTaken(error)) {
        mayBeDone ||= !isOutage(error)
        throw error
      }
      if (call.reserved && id !== undefined && (await isBookedAsLost(store, id))) {
        mayBeDone = true
        return replaceLost(id)
      }
      // An earlier try was done; only its answer got lost.
      if (mayBeDone) return (await findOurSteps(store, [step])).has(step.id)
      // Another call's: a sequence lags behind its table where the database was restored, or copied by replication.
      id = await takeId()
      return record()
    }
  }
  /** The step was taken away, so it is not ours; what counts is the bill. */
  const replaceLost = async (lostId: Id): Promise<boolean> => {
    await retryingDeadlocks(() => attempts.recordAttempt(store, { ...given, id: lostId, wasLost: true }))
    return false
  }
  const isOurs = await outlastOutage({ work: record, mayRepeat: id !== undefined, ...patiently })
  logAttempt(payload, { step, attempt: call.attempt, about: call.about })
  if (!isOurs) throw new LeaseLost(step.id)
}

/** What it cost, as far as the provider told; `undefined` where nobody knows. */
const microUsdBy = ({ model }: Settings, { attempt }: Call): number | undefined => {
  const { provider, model: name, usage, serviceTier } = attempt
  const cost = usage && costAt(model.providers, { provider, model: name, usage, serviceTier })
  return cost == null ? undefined : microUsdOf(cost)
}

/** There is a row of that id; whatever else a host may have made unique is no sign of it. */
const isIdTaken = (error: unknown): boolean => {
  const refusal = refusalOf(error)
  return refusal?.state === sqlStates.unique && refusal.constraint?.endsWith('_pkey') === true
}

const tokens = z.number().default(0)

const usedTokens = z.object({
  promptTokens: tokens,
  cachedTokens: tokens,
  cacheWriteTokens: tokens,
  completionTokens: tokens,
  untoldCalls: tokens,
})

/**
 * `generation-runs.usage.byModel`: tokens by provider, then by model, and below `flex` those of its flex tier. Written by
 * `recordAttempt`. `untoldCalls` are those of which the provider did not say what they took.
 */
const usageByModel = z.record(z.string(), z.record(z.string(), usedTokens.extend({ flex: usedTokens.optional() })))

interface ModelUsage {
  readonly provider: string
  readonly model: string
  readonly serviceTier: ServiceTier
  readonly usage: Usage
  readonly untoldCalls: number
}

export const readUsageByModel = (stored: unknown): ModelUsage[] =>
  Object.entries(usageByModel.parse(stored ?? {})).flatMap(([provider, models]) =>
    Object.entries(models).flatMap(([model, { flex, ...normal }]) => {
      const usageOf = (
        { untoldCalls, ...usage }: z.infer<typeof usedTokens>,
        serviceTier: ServiceTier,
      ): ModelUsage => ({
        provider,
        model,
        serviceTier,
        // Thinking is part of the completion tokens and costs the same.
        usage: { ...usage, reasoningTokens: 0 },
        untoldCalls,
      })
      return flex ? [usageOf(normal, 'normal'), usageOf(flex, 'flex')] : [usageOf(normal, 'normal')]
    }),
  )
