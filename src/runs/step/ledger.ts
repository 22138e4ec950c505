import { z } from 'zod'
import { isOutage, outlastOutage } from '../../database/outages.js'
import type { ServiceTier, Usage } from '../../model/Attempt.js'
import * as attempts from '../sql/attempts.js'
import { findOurSteps } from '../sql/claims.js'
import { LeaseLost } from '../vocabulary.js'
import type { HeldStep } from './StepContext.js'
import { logAttempt } from './tellEvent.js'

/**
 * Keeps a call, its bill and what it gave, whatever the database is up to, until `signal` aborts. When the connection
 * breaks in the middle nobody knows whether it was done: it is done again under the same id, which the ledger takes once.
 *
 * @throws LeaseLost when the step was no longer ours; the bill is kept all the same
 */
export const recordAttempt = async (
  { payload, settings, store, step }: Pick<HeldStep, 'payload' | 'settings' | 'store' | 'step'>,
  call: Omit<attempts.RecordAttempt, 'step' | 'id'>,
  signal: AbortSignal,
): Promise<void> => {
  const patiently = { logger: payload.logger, facts: { runId: step.run, stepId: step.id }, signal }
  const reserve = () =>
    outlastOutage({ work: () => attempts.reserveLogId(payload, settings.slugs), mayRepeat: true, ...patiently })
  let id = await reserve()
  let mayBeDone = false
  const record = async (): Promise<boolean> => {
    try {
      return await attempts.recordAttempt(store, { step, ...call, id })
    } catch (error) {
      if (!isTaken(error)) {
        mayBeDone ||= !isOutage(error)
        throw error
      }
      // An earlier try was done; only its answer got lost.
      if (mayBeDone) return (await findOurSteps(store, [step])).has(step.id)
      // Somebody else's: a sequence lags behind its table where the database was restored, or copied by replication.
      id = await reserve()
      return record()
    }
  }
  const isOurs = await outlastOutage({ work: record, mayRepeat: id !== undefined, ...patiently })
  logAttempt(payload, { step, attempt: call.attempt, about: call.about })
  if (!isOurs) throw new LeaseLost(step.id)
}

/** There is a row of that id; whatever else a host may have made unique is no sign of it. */
const isTaken = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && cause.code === '23505')
      return 'constraint' in cause && /_pkey$/.test(String(cause.constraint))
  }
  return false
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
