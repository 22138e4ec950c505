import type { PayloadRequest } from 'payload'
import { inTransaction } from '../database/inTransaction.js'
import { transactionOf } from '../database/transactionOf.js'
import { finishIndex } from './finishIndex.js'
import { LeaseLost } from './LeaseLost.js'
import type { StepContext } from './StepContext.js'
import type { StepResult } from './StepResult.js'
import { closeStep } from './sql/closeStep.js'
import { insertSteps } from './sql/insertSteps.js'
import { insertWakeUps } from './sql/insertWakeUps.js'
import { isStepClosed } from './sql/isStepClosed.js'
import { progressRun } from './sql/progressRun.js'

interface EndStep {
  status: 'done' | 'failed'
  /** Drafts that `write` saves. */
  saved: number
  /** Drafts that will not come from this step. */
  missing: number
  error?: string
  /** What changes in the step's result; the rest of it stays. */
  result?: Partial<StepResult>
  /** Steps that `write` adds. Default 0. */
  opens?: number
  positionsLoaded?: number
  /** Writes the drafts or steps, in the transaction of the request it is given. */
  write?: (req: PayloadRequest) => Promise<void>
}

/**
 * Saves what a step made and ends it, all or nothing: drafts first, then the run's progress, then the `finish` step if
 * this was the last open one, and the fence at the very end. The commit is verified, because Payload's adapter swallows
 * errors of COMMIT.
 *
 * @throws LeaseLost when the step was no longer ours; nothing was written then
 */
export const endStep = async (context: StepContext, end: EndStep): Promise<void> => {
  const { payload, settings, tables, step, run } = context
  await inTransaction(payload, async (req) => {
    await end.write?.(req)
    const db = await transactionOf(req)
    const { openSteps, version } = await progressRun(db, tables, {
      run: run.id,
      generated: end.saved,
      failed: end.missing,
      openSteps: (end.opens ?? 0) - 1,
      positionsLoaded: end.positionsLoaded,
    })
    if (openSteps === 0) {
      await insertSteps(db, tables, { run: run.id, kind: 'finish', firstIndex: finishIndex, inputs: [{}] })
      await insertWakeUps(db, tables, { queue: settings.queue, count: 1 })
    }
    await closeStep(await transactionOf(req), tables, {
      step,
      status: end.status,
      saved: end.saved,
      missing: end.missing,
      result: end.result,
      error: end.error,
      version,
    })
  })
  if (!(await isStepClosed(context.db, tables, step))) throw new LeaseLost(step.id)
}
