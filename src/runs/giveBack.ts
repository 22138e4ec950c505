import { inTransaction } from '../database/inTransaction.js'
import { transactionOf } from '../database/transactionOf.js'
import { LeaseLost } from './LeaseLost.js'
import type { HeldStep } from './StepContext.js'
import { insertWakeUps } from './sql/insertWakeUps.js'
import { releaseStep } from './sql/releaseStep.js'

/**
 * Hands the step back to the queue, with the wake-up for its next try. Default delay: `steps.retryDelayMs`.
 *
 * @throws LeaseLost
 */
export const giveBack = async (
  { payload, settings, tables, step }: HeldStep,
  error: string,
  delayMs = settings.steps.retryDelayMs,
): Promise<void> =>
  inTransaction(payload, async (req) => {
    const db = await transactionOf(req)
    if (!(await releaseStep(db, tables, { step, error, delayMs }))) throw new LeaseLost(step.id)
    await insertWakeUps(db, tables, { queue: settings.queue, count: 1, delayMs })
  })
