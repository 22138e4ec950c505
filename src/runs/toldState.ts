import type { FieldHook, PayloadRequest } from 'payload'
import { isReviewer } from '../access/access.js'
import { costAt } from '../model/Provider.js'
import type { Settings } from '../options/Settings.js'
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
    cost: costOf(model.providers, byModel),
  }
}

const costOf = (providers: Settings['model']['providers'], byModel: readonly ModelCalls[]): number | null => {
  let total = 0
  for (const { provider, model, serviceTier, ...usage } of byModel) {
    // Thinking is part of the completion tokens and costs the same.
    const used = { ...usage, reasoningTokens: 0 }
    const cost = costAt(providers, {
      ...{ provider: provider ?? '', model: model ?? '', usage: used },
      serviceTier: serviceTier === 'flex' ? 'flex' : 'normal',
    })
    if (cost === null) return null
    total += cost
  }
  return total
}

type Step = Pick<StepNow, 'error' | 'gaps' | 'status'>

/**
 * Why a drill is missing is told to the model and to reviewers with the facts it is about, solutions too. A learner who
 * asked for the drills reads less: what is not known to be free of such facts is left out. For `error` and `gaps` of runs.
 */
export const tellRequester =
  (settings: Settings): FieldHook =>
  ({ value, req, overrideAccess }) =>
    overrideAccess || isReviewer(settings)({ req }) ? value : inRequesterWords(value)

const inRequesterWords = (value: unknown): unknown => {
  if (typeof value === 'string') return reasonForRequester(value)
  if (!Array.isArray(value)) return null
  return value.map(({ step, key, reason }: Record<string, unknown>) => ({
    step,
    key,
    reason: reasonForRequester(String(reason)),
  }))
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
    error: step.error === null ? null : errorForRequester(step),
    gaps: step.gaps.map(({ key, problem }) => ({ key, problem: reasonForRequester(problem) })),
  }))
}

const errorForRequester = ({ status, error }: Step): string =>
  status === 'failed' || status === 'cancelled' || status === 'done' ? reasonForRequester(error ?? '') : triedAgain

const triedAgain = 'It is tried again.'

const unsaid = 'Teachers and editors see why.'

/** What our own code says that holds numbers at most, and how it reads as a sentence. */
const plainReasons: readonly [RegExp, (match: string) => string][] = [
  [/^\d+ of \d+ (?:is|are) missing\./, (match) => match],
  [/^The run could not be finished:/, () => 'The run could not be finished.'],
  [/\bcancelled\b\.?/i, () => 'It was cancelled.'],
  [/\bthe run took longer than it may\b\.?/i, () => 'The run took longer than it may.'],
  [/\bit was never done\b\.?/i, () => 'It was never done.'],
  [
    /\bfewer positions were left than when the run was requested\b\.?/i,
    () => 'Fewer positions were left than when the run was requested.',
  ],
  [/\bthe position was deleted\b\.?/i, () => 'A position was deleted.'],
]

/** The parts of a reason that every requester may read; of the others only that there are some. */
export const reasonForRequester = (reason: string): string => {
  let rest = reason
  const said: string[] = []
  for (const [pattern, sentenceOf] of plainReasons) {
    const match = rest.match(pattern)?.[0]
    if (match === undefined) continue
    said.push(sentenceOf(match))
    rest = rest.replaceAll(match, ' ')
  }
  // What is left may be no more than names of drills, `d07:`.
  const isAllSaid = !/[a-z]/i.test(rest.replace(/\bd\d+:/g, ''))
  return [...said, ...(isAllSaid ? [] : [unsaid])].join(' ')
}
