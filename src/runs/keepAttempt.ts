import { outlastOutage } from '../database/outlastOutage.js'
import { LeaseLost } from './LeaseLost.js'
import type { HeldStep } from './StepContext.js'
import { findOurSteps } from './sql/findOurSteps.js'
import { type RecordAttempt, recordAttempt } from './sql/recordAttempt.js'
import { reserveLogId } from './sql/reserveLogId.js'

/**
 * Keeps a call, its bill and what it gave, whatever the database is up to, until `signal` aborts. When the connection
 * breaks in the middle nobody knows whether it was done: it is done again under the same id, which the ledger takes once.
 *
 * @throws LeaseLost when the step was no longer ours; the bill is kept all the same
 */
export const keepAttempt = async (
  { payload, settings, db, tables, step }: Pick<HeldStep, 'payload' | 'settings' | 'db' | 'tables' | 'step'>,
  call: Omit<RecordAttempt, 'step' | 'id'>,
  signal: AbortSignal,
): Promise<void> => {
  const { logger } = payload
  const reserve = () => reserveLogId(payload, settings.slugs)
  const id = await outlastOutage({ work: reserve, mayRepeat: true, logger, signal })
  const record = async () => {
    try {
      return await recordAttempt(db, tables, { step, ...call, id })
    } catch (error) {
      if (!isTaken(error)) throw error
      // An earlier try was done; only its answer got lost.
      return (await findOurSteps(db, tables, [step])).has(step.id)
    }
  }
  const isOurs = await outlastOutage({ work: record, mayRepeat: id !== undefined, logger, signal })
  if (!isOurs) throw new LeaseLost(step.id)
}

/** A unique violation: nothing but the row's id is unique in what is written. */
const isTaken = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && cause.code === '23505') return true
  }
  return false
}
