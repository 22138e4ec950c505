import { inTransaction, transactionOf } from '../database/transactions.js'
import { checkClosed } from './checkClosed.js'
import { LeaseLost } from './LeaseLost.js'
import { outcomeOf } from './outcomeOf.js'
import type { StepContext } from './StepContext.js'
import { closeStep } from './sql/closeStep.js'
import { finishRun } from './sql/finishRun.js'

/**
 * Adds up what the steps made, names the gaps, and sets the final status.
 *
 * @throws LeaseLost
 * @throws NotSaved
 */
export const finishStep = async (context: StepContext): Promise<void> => {
  const { payload, settings, tables, run, kind, step } = context
  await inTransaction(payload, async (req) => {
    const db = await transactionOf(req)
    const outcome = await outcomeOf(db, tables, {
      settings,
      run: { ...run, kind: kind.kind },
      whyOpen: 'it was never done',
    })
    const version = await finishRun(db, tables, { run: run.id, ...outcome })
    if (version === undefined) throw new LeaseLost(step.id)
    await closeStep(db, tables, {
      step,
      status: 'done',
      saved: 0,
      missing: 0,
      result: undefined,
      error: undefined,
      version,
    })
  })
  await checkClosed(context)
}
