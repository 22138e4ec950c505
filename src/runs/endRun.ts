import type { Sql } from '../database/adapter.js'
import { inTransaction, transactionOf } from '../database/transactions.js'
import { runKinds } from '../kinds/kinds.js'
import type { Settings } from '../options/Settings.js'
import { checkClosed } from './endStep.js'
import type { RunKind } from './RunKind.js'
import type { HeldStep, StepContext } from './StepContext.js'
import { readOutcome, type StepOutcome } from './sql/reads.js'
import { finishRun, lockRun } from './sql/runs.js'
import { cancelSteps, closeStep } from './sql/steps.js'
import type { RunTables } from './sql/tables.js'
import { type Id, LeaseLost, type RunStatus } from './vocabulary.js'

interface OutcomeOf {
  settings: Settings
  /** Its kind may be one that nobody here knows. */
  run: { id: Id; kind: unknown; requested: number }
  /** Why steps that are still open will not be done. */
  whyOpen: string
}

interface Gap {
  /** Index of the step it is missing from. */
  readonly step: number
  readonly key: string
  readonly reason: string
}

interface Outcome {
  status: Extract<RunStatus, 'completed' | 'partial' | 'failed'>
  error: string | undefined
  gaps: Gap[]
}

/** Adds up what the steps of a run made, and names what is missing and why. */
export const outcomeOf = async (
  db: Sql,
  tables: RunTables,
  { settings, run, whyOpen }: OutcomeOf,
): Promise<Outcome> => {
  const kind = runKinds(settings).find((known) => known.kind === run.kind)
  const steps = await readOutcome(db, tables, run.id)
  const why = (step: StepOutcome) => {
    const reasons: Readonly<Record<string, string | null>> = {
      queued: whyOpen,
      running: whyOpen,
      cancelled: 'cancelled',
    }
    return reasons[step.status] ?? step.error ?? 'for reasons unknown'
  }
  const gaps = steps.flatMap((step) => gapsOf(step, kind, why(step)))
  const saved = steps.reduce((sum, step) => sum + step.saved, 0)
  const lost = run.requested - saved
  if (lost <= 0) return { status: 'completed', error: undefined, gaps }
  // A plan has no items yet that could be named.
  const plans = steps.filter(({ kind: of, status, missing }) => of === 'plan' && (status !== 'done' || missing > 0))
  const reasons = [...gaps.map(({ reason }) => reason), ...plans.map(why)].map(sentence)
  return {
    status: saved === 0 ? 'failed' : 'partial',
    error: `${lost} of ${run.requested} ${lost === 1 ? 'is' : 'are'} missing. ${summary(reasons)}`,
    gaps,
  }
}

const gapsOf = (step: StepOutcome, kind: RunKind | undefined, reason: string): Gap[] => {
  if (step.kind === 'plan' || step.status === 'done') return []
  const named = step.gaps.map(({ key, problem }) => ({ step: step.index, key, reason: problem }))
  if (named.length > 0) return named
  return keysOf(step, kind)
    .filter((key) => !step.savedKeys.includes(key))
    .map((key) => ({ step: step.index, key, reason }))
}

/** Of a step that cannot be read, only its number can be named. */
const keysOf = (step: StepOutcome, kind: RunKind | undefined): readonly string[] => {
  try {
    return kind?.keysOf(step) ?? ['?']
  } catch {
    return ['?']
  }
}

const sentence = (text: string): string => {
  const capital = text.slice(0, 1).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}

/** The different reasons, shortened: the gaps name each of them. */
const summary = (reasons: readonly string[]): string => {
  const different = [...new Set(reasons)]
  const text = different.slice(0, 3).join(' ')
  return different.length > 3 ? `${text} And ${different.length - 3} more.` : text
}

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
