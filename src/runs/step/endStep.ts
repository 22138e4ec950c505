import type { PayloadRequest } from 'payload'
import { inTransaction } from '../../database/transactions.js'
import type { ItemProblem, Saved } from '../kind/RunKind.js'
import { openSteps } from '../openSteps.js'
import { findOurSteps } from '../sql/claims.js'
import { progressRun } from '../sql/progress.js'
import type { StepOutcome } from '../sql/reads.js'
import * as steps from '../sql/steps.js'
import { storeIn } from '../sql/store.js'
import { holdTopics } from '../topics.js'
import { LeaseLost, NotSaved } from '../vocabulary.js'
import type { HeldStep, StepContext } from './StepContext.js'
import { readStepResult, type StepResult } from './stepResult.js'

interface EndStep {
  /** Drafts that `write` saves, by item. */
  savedKeys: readonly string[]
  /** What will not come from this step, and why. */
  gaps: readonly ItemProblem[]
  /** Why it failed, where it misses nothing that could be named. Default: what the gaps say. */
  error?: string
  /** Writes the drafts, in the transaction of the request it is given. */
  write?: (req: PayloadRequest) => Promise<Saved>
}

/**
 * Saves what a step made and ends it, all or nothing: drafts first, then the run's progress, then the steps that come
 * next, and the fence at the very end. The commit is verified, because Payload's adapter swallows errors of COMMIT.
 *
 * A step that misses items, or has an `error`, has failed, and a retry does it again; one that misses only what nothing can
 * bring is done.
 *
 * @throws LeaseLost when the step was no longer ours, NotSaved when the database did not keep it; nothing was written then
 */
export const endStep = async (context: StepContext, { savedKeys, gaps, error, write }: EndStep): Promise<void> => {
  const { payload, settings, step, run, kind } = context
  const before = readStepResult(step.result)
  const isDone = error === undefined && gaps.every(({ isFinal }) => isFinal)
  const reason = error ?? (gaps.length > 0 ? reasonsOf(gaps) : undefined)
  await inTransaction(payload, async (req) => {
    const expediteTopics = holdTopics(req)
    const { facts, outcome = before.outcome } = (await write?.(req)) ?? {}
    const store = await storeIn(req, settings)
    const progress = await progressRun(store, {
      ...{ run: run.id, generated: savedKeys.length, failed: gaps.length, openSteps: -1, facts },
    })
    if (!progress) throw new LeaseLost(step.id)
    const result: Partial<StepResult> = {
      savedKeys: [...before.savedKeys, ...savedKeys],
      gaps: [...gaps],
      ...(outcome === undefined ? {} : { outcome }),
    }
    const end = { status: isDone ? 'done' : 'failed', saved: savedKeys.length, missing: gaps.length } as const
    const ended: StepOutcome = {
      ...{ id: step.id, index: step.index, key: step.key, kind: step.kind, input: step.input, error: reason ?? null },
      ...{
        ...end,
        saved: before.savedKeys.length + end.saved,
        savedKeys: result.savedKeys ?? [],
        gaps: [...gaps],
        outcome,
      },
    }
    await openSteps(store, { req, kind, run: { ...run, facts: progress.facts }, progress, ended })
    await expediteTopics()
    await steps.endStep(await storeIn(req, settings), {
      step,
      ...end,
      result,
      error: reason,
      version: progress.version,
    })
  })
  await checkEnded(context)
}

/** One line for a list of problems. */
export const reasonsOf = (gaps: readonly ItemProblem[]): string =>
  gaps.map(({ key, problem }) => `${key}: ${problem}`).join('; ')

/**
 * To be called after the transaction that ended a step: Payload's adapter swallows errors of COMMIT.
 *
 * @throws NotSaved when the step is still open and ours, LeaseLost when another worker has it by now
 */
export const checkEnded = async ({ store, step }: Pick<HeldStep, 'store' | 'step'>): Promise<void> => {
  if (await steps.isStepEnded(store, step)) return
  const ours = await findOurSteps(store, [step])
  throw ours.has(step.id) ? new NotSaved(step.id) : new LeaseLost(step.id)
}

/**
 * Gives up a step that keeps breaking off, so that its run still ends. Answers that were paid for stay on the step: a
 * retry of the run saves them without asking again.
 */
export const failStep = (context: StepContext, reason: string): Promise<void> => {
  const { kind, step } = context
  const error = step.kind === 'plan' ? `The run could not be planned: ${reason}` : reason
  const { savedKeys } = readStepResult(step.result)
  const gaps = kind
    .keysOf({ step })
    .filter((key) => !savedKeys.includes(key))
    .map((key) => ({ key, problem: reason }))
  return endStep(context, { savedKeys: [], gaps, error })
}
