import type { FieldHook, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isReviewer } from '../access/access.js'
import { costOfAll } from '../model/Provider.js'
import type { Settings } from '../options/Settings.js'
import { missingOf, notFinished, summary } from './endRun.js'
import type { ModelCalls, RunState, StepNow } from './sql/runState.js'
import type { StepCalls, StepState } from './vocabulary.js'

/** The state of a run as the user who asks is told it: as the data of an event, or as an answer. */
export const toldState = (settings: Settings, req: PayloadRequest, state: RunState) => {
  const { status, progress, waiting, pause, changedSteps } = state
  return {
    ...{ status, progress, waiting, ...pause },
    changedSteps: stepsFor(settings, req, changedSteps).map(
      ({ callsByModel, ...step }): StepState => ({ ...step, calls: callsOf(settings, callsByModel) }),
    ),
  }
}

/** All calls of a step as one; `null` where there were none. */
export const callsOf = ({ model }: Pick<Settings, 'model'>, byModel: readonly ModelCalls[]): StepCalls | null => {
  const last = byModel.at(-1)
  if (!last) return null
  const sum = (name: 'calls' | 'completionTokens' | 'ms' | 'promptTokens') =>
    byModel.reduce((total, calls) => total + calls[name], 0)
  return {
    count: sum('calls'),
    ...{ provider: last.provider, model: last.model, outcome: last.outcome, ms: sum('ms') },
    ...{ promptTokens: sum('promptTokens'), completionTokens: sum('completionTokens') },
    cost: costOfAll(model.providers, byModel.map(usedBy)),
  }
}

const usedBy = ({ provider, model, serviceTier, ...usage }: ModelCalls) => ({
  ...{ provider: provider ?? '', model: model ?? '' },
  // Thinking is part of the completion tokens and costs the same.
  usage: { ...usage, reasoningTokens: 0 },
  serviceTier: serviceTier === 'flex' ? ('flex' as const) : ('normal' as const),
})

type Step = Pick<StepNow, 'error' | 'gaps' | 'status'>

/**
 * Why a draft is missing is told to the model and to reviewers with the facts it is about, solutions too. A learner who
 * asked for it reads less: what is not known to be public is left out, so of what was stored before that was kept they read
 * that there are reasons. For `error` and `gaps` of runs.
 */
export const tellRequester =
  (settings: Settings): FieldHook =>
  ({ value, req, overrideAccess, siblingData }) => {
    if (overrideAccess || isReviewer(settings)({ req })) return value
    if (typeof value === 'string') return runErrorForRequester(value, siblingData)
    const gaps = toldGaps.safeParse(value)
    return gaps.success ? gaps.data.map((gap) => ({ ...gap, reason: gap.isPublic ? gap.reason : unsaid })) : null
  }

const toldGaps = z.array(
  z.object({ step: z.number().optional(), key: z.string(), reason: z.string(), isPublic: z.boolean().optional() }),
)

const endedRun = z.object({
  status: z.string(),
  progress: z.object({ requested: z.number(), generated: z.number() }),
  gaps: toldGaps.nullish(),
})

/** What the run made, in place of its `error`, whose sentences may be of any step. */
const runErrorForRequester = (error: string, doc: unknown): string => {
  if (error.startsWith(notFinished)) return `${notFinished}. ${unsaid}`
  const run = endedRun.safeParse(doc)
  // A client may have asked for the error alone.
  if (!run.success) return unsaid
  const { status, progress, gaps } = run.data
  if (status === 'cancelled') return `It was cancelled. ${unsaid}`
  return `${missingOf(progress.requested - progress.generated, progress.requested)} ${publicOf(gaps ?? [])}`
}

/** The steps of an event, in the words of the user who follows the run. */
export const stepsFor = <Given extends Step>(
  settings: Settings,
  req: PayloadRequest,
  steps: readonly Given[],
): readonly Given[] => {
  if (isReviewer(settings)({ req })) return steps
  return steps.map((step) => ({
    ...step,
    error: step.error === null ? null : stepErrorForRequester(step),
    gaps: step.gaps.map(({ key, problem, isPublic }) => ({ key, problem: isPublic ? problem : unsaid, isPublic })),
  }))
}

const stepErrorForRequester = ({ status, gaps }: Step): string =>
  status === 'failed' || status === 'cancelled' || status === 'done'
    ? publicOf(gaps.map(({ problem, isPublic }) => ({ reason: problem, isPublic })))
    : 'It is tried again.'

const unsaid = 'Teachers and editors see why.'

/** The reasons that every requester may read; of the others, or where none is named, only that there are some. */
const publicOf = (gaps: readonly { reason: string; isPublic?: boolean }[]): string => {
  const said = gaps.filter(({ isPublic }) => isPublic)
  const isAllSaid = gaps.length > 0 && said.length === gaps.length
  return [...(said.length > 0 ? [summary(said)] : []), ...(isAllSaid ? [] : [unsaid])].join(' ')
}
