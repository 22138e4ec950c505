import type { PayloadRequest } from 'payload'
import { inTransaction } from '../database/transactions.js'
import { sentence } from '../text.js'
import type { RunDoc, RunKind } from './kind/RunKind.js'
import { readOutcome, readSavedKeys, type StepOutcome } from './sql/reads.js'
import { finishRun, lockRun } from './sql/runs.js'
import { cancelSteps, endStep } from './sql/steps.js'
import { type RunStore, storeIn } from './sql/store.js'
import { checkEnded } from './step/endStep.js'
import { type HeldStep, runDocOf, type StepContext } from './step/StepContext.js'
import { type Facts, type Id, LeaseLost, type RunStatus } from './vocabulary.js'

interface OutcomeOf {
  kinds: readonly RunKind[]
  /** As the database has it: its kind may be one that this process does not know, and its document not be readable. */
  run: { id: Id; kind: unknown; requested: number; input: unknown; facts: unknown }
  /** Why steps that are still open will not be done. */
  whyOpen: Why
  /** What keeps the run from being finished in order: then it is not completed, even where nothing is missing. */
  problem?: string
}

interface Gap {
  /** Index of the step it is missing from; none where no step was opened for it. */
  readonly step?: number
  readonly key: string
  readonly reason: string
  /** As of an `ItemProblem`. */
  readonly isPublic?: boolean
}

type Why = Pick<Gap, 'reason' | 'isPublic'>

interface RunOutcome {
  status: Extract<RunStatus, 'completed' | 'partial' | 'failed'>
  error: string | undefined
  gaps: Gap[]
  steps: StepOutcome[]
}

/**
 * Adds up what the steps of a run made, and names what is missing and why. It alone decides what a run that ends has
 * come to: `completed` when nothing is missing or in the way, `failed` when nothing was made, else `partial`.
 */
export const outcomeOf = async (store: RunStore, { kinds, run, whyOpen, problem }: OutcomeOf): Promise<RunOutcome> => {
  const kind = kinds.find((known) => known.kind === run.kind)
  const steps = await readOutcome(store, run.id)
  const countMissing = run.requested - steps.reduce((sum, step) => sum + step.saved, 0)
  const why = (step: StepOutcome): Why => {
    if (step.status === 'queued' || step.status === 'running') return whyOpen
    if (step.status === 'cancelled') return { reason: 'cancelled', isPublic: true }
    return { reason: step.error ?? 'for reasons unknown' }
  }
  const gaps = steps.flatMap((step) => gapsOf(step, kind, why(step)))
  const whyNot = problem && `${notFinished}: ${problem}`
  if (countMissing <= 0) return { status: whyNot ? 'partial' : 'completed', error: whyNot, gaps, steps }
  // Steps without items of their own, such as plans, keep others from being opened.
  const reasons = steps.filter(({ status, missing }) => status !== 'done' && missing === 0).map(why)
  const known = new Set([...gaps.map(({ key }) => key), ...(await readSavedKeys(store, run.id))])
  // A step that cannot be read stands for items that cannot be told from those that were never opened.
  const unopened = (known.has(unreadable) ? [] : keysOrNone(() => kind?.keysOf({ run: runOf(run) })))
    .filter((key) => !known.has(key))
    .map((key): Gap => ({ key, ...(reasons[0] ?? { reason: 'no step was opened for it' }) }))
  const all = [...gaps, ...unopened.slice(0, Math.max(0, countMissing - gaps.length))]
  return {
    status: countMissing >= run.requested ? 'failed' : 'partial',
    error: whyNot ?? `${missingOf(countMissing, run.requested)} ${summary([...gaps, ...reasons, ...unopened])}`,
    gaps: all,
    steps,
  }
}

const runOf = ({ id, kind, requested, input, facts }: OutcomeOf['run']): RunDoc =>
  runDocOf({ id, kind: String(kind), input, facts, progress: { requested } })

/** How the error of a run begins that could not be finished in order. */
export const notFinished = 'The run could not be finished'

export const missingOf = (missing: number, requested: number): string =>
  `${missing} of ${requested} ${missing === 1 ? 'is' : 'are'} missing.`

const gapsOf = (step: StepOutcome, kind: RunKind | undefined, why: Why): Gap[] => {
  const named = step.gaps.map(({ key, problem, isPublic }) => ({ step: step.index, key, reason: problem, isPublic }))
  if (named.length > 0 || step.status === 'done') return named
  return keysOrNone(() => (kind ? kind.keysOf({ step }) : undefined), [unreadable])
    .filter((key) => !step.savedKeys.includes(key))
    .map((key) => ({ step: step.index, key, ...why }))
}

const unreadable = '?'

/** What cannot be read names nothing: a run must end all the same. */
const keysOrNone = (
  keysOf: () => readonly string[] | undefined,
  otherwise: readonly string[] = [],
): readonly string[] => {
  try {
    return keysOf() ?? otherwise
  } catch {
    return otherwise
  }
}

/** The different reasons as sentences, shortened: the gaps name each of them. */
export const summary = (reasons: readonly Why[]): string => {
  const different = [...new Set(reasons.map(({ reason }) => sentence(reason)))]
  const text = different.slice(0, 3).join(' ')
  return different.length > 3 ? `${text} And ${different.length - 3} more.` : text
}

/**
 * The step that ends the run: adds up what the others made, names the gaps, and sets the final status.
 *
 * @throws LeaseLost
 * @throws NotSaved
 */
export const finishStep = async (context: StepContext): Promise<void> => {
  const { kind, run } = context
  await endRun(context, {
    whyOpen: { reason: 'it was never done', isPublic: true },
    finish: async (req, steps) => kind.finish?.({ req, run, steps }),
  })
}

/**
 * Ends a run that can be neither read nor finished, so that it does end, with all its steps. The drafts it has made
 * stay, and what is missing is named; a retry goes on from them.
 *
 * @throws LeaseLost
 * @throws NotSaved
 */
export const failRun = (held: HeldStep, reason: string): Promise<void> => endRun(held, { whyOpen: { reason } })

interface EndRun {
  /** Why steps that are still open will not be done. */
  whyOpen: Why
  /** What its kind does at the end of a run; missing where the run is given up. Gives facts of the run. */
  finish?: (req: PayloadRequest, steps: readonly StepOutcome[]) => Promise<Facts | undefined>
}

const endRun = async (held: HeldStep, { whyOpen, finish }: EndRun): Promise<void> => {
  const { payload, settings, kinds, step } = held
  await inTransaction(payload, async (req) => {
    const store = await storeIn(req, settings)
    const run = await lockRun(store, step.run)
    if (!run) throw new LeaseLost(step.id)
    const problem = finish ? undefined : whyOpen.reason
    const outcome = await outcomeOf(store, { kinds, run, whyOpen, problem })
    const facts = await finish?.(req, outcome.steps)
    const version = await finishRun(await storeIn(req, settings), { run: step.run, facts, ...outcome })
    if (version === undefined) throw new LeaseLost(step.id)
    const status = finish ? 'done' : 'failed'
    if (!finish) await cancelSteps(store, { run: step.run, except: step.id })
    await endStep(store, { step, status, saved: 0, missing: 0, result: undefined, error: problem, version })
  })
  await checkEnded(held)
}
