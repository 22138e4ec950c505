import type { PayloadRequest } from 'payload'
import { inTransaction, transactionOf } from '../database/transactions.js'
import { readStepResult, type StepResult } from './RunKind.js'
import type { HeldStep, StepContext } from './StepContext.js'
import { findOurSteps } from './sql/claims.js'
import { progressRun } from './sql/progress.js'
import { closeStep, insertSteps, isStepClosed } from './sql/steps.js'
import { insertWakeUps } from './sql/wakeUps.js'
import { LeaseLost, NotSaved } from './vocabulary.js'

interface EndStep {
  status: 'done' | 'failed'
  /** Drafts that `write` saves. */
  saved: number
  /** Drafts that will not come from this step. */
  missing: number
  error?: string
  /** What changes in the step's result; the rest of it stays. */
  result?: Partial<StepResult>
  /** Inputs of the `generate` steps that come after it. Default: none. */
  opens?: readonly unknown[]
  positionsLoaded?: number
  /** Writes the drafts, in the transaction of the request it is given. */
  write?: (req: PayloadRequest) => Promise<void>
}

/**
 * Saves what a step made and ends it, all or nothing: drafts first, then the run's progress, then the steps that come
 * next, which is `finish` if this was the last open one, and the fence at the very end. The commit is verified, because Payload's adapter swallows
 * errors of COMMIT.
 *
 * @throws LeaseLost when the step was no longer ours, NotSaved when the database did not keep it; nothing was written then
 */
export const endStep = async (context: StepContext, end: EndStep): Promise<void> => {
  const { payload, settings, tables, step, run } = context
  const { opens = [] } = end
  await inTransaction(payload, async (req) => {
    await end.write?.(req)
    const db = await transactionOf(req)
    const progress = await progressRun(db, tables, {
      run: run.id,
      generated: end.saved,
      failed: end.missing,
      openSteps: opens.length - 1,
      positionsLoaded: end.positionsLoaded,
    })
    if (!progress) throw new LeaseLost(step.id)
    const { openSteps, version } = progress
    const next =
      openSteps === 0
        ? ({ kind: 'finish', firstIndex: finishIndex, inputs: [{}] } as const)
        : ({ kind: 'generate', firstIndex: step.index + 1, inputs: opens } as const)
    // They carry the run's new version, by which whoever follows it learns of them.
    await insertSteps(db, tables, { run: run.id, ...next })
    await insertWakeUps(db, tables, { queue: settings.queue, count: next.inputs.length })
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
  await checkClosed(context)
}

/**
 * To be called after the transaction that ended a step: Payload's adapter swallows errors of COMMIT.
 *
 * @throws NotSaved when the step is still open and ours, LeaseLost when somebody else has it by now
 */
export const checkClosed = async ({ db, tables, step }: Pick<HeldStep, 'db' | 'tables' | 'step'>): Promise<void> => {
  if (await isStepClosed(db, tables, step)) return
  const ours = await findOurSteps(db, tables, [step])
  throw ours.has(step.id) ? new NotSaved(step.id) : new LeaseLost(step.id)
}

export const finishIndex = 1_000_000

/**
 * Gives up a step that keeps breaking off, so that its run still ends. Answers that were paid for stay on the step: a
 * retry of the run saves them without asking again.
 */
export const failStep = async (context: StepContext, reason: string): Promise<void> => {
  const { kind, run, step } = context
  if (step.kind === 'plan') {
    const error = `The run could not be planned: ${reason}`
    return endStep(context, { status: 'failed', saved: 0, missing: run.requested, error })
  }
  const { savedKeys } = readStepResult(step.result)
  const gaps = kind
    .keysOf(step)
    .filter((key) => !savedKeys.includes(key))
    .map((key) => ({ key, problem: reason }))
  return endStep(context, { status: 'failed', saved: 0, missing: gaps.length, error: reason, result: { gaps } })
}
