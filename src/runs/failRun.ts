import { inTransaction, transactionOf } from '../database/transactions.js'
import { checkClosed } from './checkClosed.js'
import { LeaseLost } from './LeaseLost.js'
import { outcomeOf } from './outcomeOf.js'
import type { HeldStep } from './StepContext.js'
import { cancelSteps } from './sql/cancelSteps.js'
import { closeStep } from './sql/closeStep.js'
import { finishRun } from './sql/finishRun.js'
import { lockRun } from './sql/lockRun.js'

/**
 * Ends a run that can be neither read nor finished, so that it does end, with all its steps. The drafts it has made
 * stay, and what is missing is named; a retry goes on from them.
 *
 * @throws LeaseLost
 * @throws NotSaved
 */
export const failRun = async (held: HeldStep, reason: string): Promise<void> => {
  const { payload, settings, tables, step } = held
  await inTransaction(payload, async (req) => {
    const db = await transactionOf(req)
    const run = await lockRun(db, tables, step.run)
    if (!run) throw new LeaseLost(step.id)
    const { gaps } = await outcomeOf(db, tables, { settings, run, whyOpen: reason })
    const status = run.generated > 0 ? 'partial' : 'failed'
    const error = `The run could not be finished: ${reason}`
    const version = await finishRun(db, tables, { run: step.run, status, error, gaps })
    if (version === undefined) throw new LeaseLost(step.id)
    await closeStep(db, tables, { step, status: 'failed', saved: 0, missing: 0, result: undefined, error, version })
    await cancelSteps(db, tables, step.run)
  })
  await checkClosed(held)
}
