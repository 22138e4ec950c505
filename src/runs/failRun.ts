import { inTransaction } from '../database/inTransaction.js'
import { transactionOf } from '../database/transactionOf.js'
import { LeaseLost } from './LeaseLost.js'
import type { HeldStep } from './StepContext.js'
import { cancelSteps } from './sql/cancelSteps.js'
import { closeStep } from './sql/closeStep.js'
import { countGenerated } from './sql/countGenerated.js'
import { finishRun } from './sql/finishRun.js'

/**
 * Ends a run that can be neither read nor finished, so that it does end, with all its steps. The drafts it has made
 * stay; a retry goes on from them.
 *
 * @throws LeaseLost
 */
export const failRun = ({ payload, tables, step }: HeldStep, reason: string): Promise<void> =>
  inTransaction(payload, async (req) => {
    const db = await transactionOf(req)
    const generated = await countGenerated(db, tables, step.run)
    const error = `The run could not be finished: ${reason}`
    const status = generated > 0 ? 'partial' : 'failed'
    const version = await finishRun(db, tables, { run: step.run, status, error, gaps: [] })
    if (version === undefined) throw new LeaseLost(step.id)
    await closeStep(db, tables, { step, status: 'failed', saved: 0, missing: 0, result: undefined, error, version })
    await cancelSteps(db, tables, step.run)
  })
