import { inTransaction } from '../database/inTransaction.js'
import { transactionOf } from '../database/transactionOf.js'
import { LeaseLost } from './LeaseLost.js'
import type { RunStatus } from './RunStatus.js'
import type { StepContext } from './StepContext.js'
import { closeStep } from './sql/closeStep.js'
import { finishRun } from './sql/finishRun.js'
import { isStepClosed } from './sql/isStepClosed.js'
import { readOutcome } from './sql/readOutcome.js'

/** Adds up what the steps made, names the gaps, and sets the final status. */
export const finishStep = async (context: StepContext): Promise<void> => {
  const { payload, db, tables, run, step } = context
  await inTransaction(payload, async (req) => {
    const transaction = await transactionOf(req)
    const { saved, gaps, errors } = await readOutcome(transaction, tables, run.id)
    const lost = run.requested - saved
    const status: RunStatus = lost <= 0 ? 'completed' : saved === 0 ? 'failed' : 'partial'
    const error =
      lost > 0 ? `${lost} of ${run.requested} ${lost === 1 ? 'is' : 'are'} missing. ${summary(errors)}` : undefined
    const version = await finishRun(transaction, tables, { run: run.id, status, error, gaps })
    if (version === undefined) throw new LeaseLost(step.id)
    await closeStep(transaction, tables, {
      step,
      status: 'done',
      saved: 0,
      missing: 0,
      result: undefined,
      error: undefined,
      version,
    })
  })
  if (!(await isStepClosed(db, tables, step))) throw new LeaseLost(step.id)
}

/** The different reasons, shortened: the gaps name each of them. */
const summary = (errors: readonly string[]): string => {
  const different = [...new Set(errors)]
  const text = different.slice(0, 3).join(' ')
  return different.length > 3 ? `${text} And ${different.length - 3} more.` : text
}
