import { finalStatuses, type NamedStep, type RunStatus, type StepState } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import type { Words } from '../../words/words.js'
import type { PausedBy } from '../limits/pausedBy.js'
import type { DocumentId } from '../shared/api.js'
import { formatCost, LEAST_SHOWN_USD } from '../shared/format.js'

/** A run as it is followed: what its events have told so far. */
export interface RunState {
  status: RunStatus
  progress: RunProgress
  /** In order, without those that no event has named yet. */
  steps: readonly StepState[]
  /** Steps that have a title or come after others, also those that are not there yet. */
  named: readonly NamedStep[]
  /** The end of what steps are writing just now, by their index. */
  texts: ReadonlyMap<number, string>
}

/** One event, or one answer of the API when events do not come through. */
export interface RunEvent {
  status: RunStatus
  progress: RunProgress
  changedSteps: readonly StepState[]
  /** With the first one only. */
  named?: readonly NamedStep[]
}

/** Events are state, not deltas: a changed step replaces what was known of it. What it wrote is gone when it stops. */
export const withEvent = (state: RunState | undefined, event: RunEvent): RunState => {
  const { status, progress, changedSteps, named = state?.named ?? [] } = event
  const steps = new Map((state?.steps ?? []).map((step) => [step.index, step]))
  const texts = new Map(state?.texts)
  for (const step of changedSteps) {
    const before = steps.get(step.index)
    if (step.status !== 'running' || step.claims !== before?.claims) texts.delete(step.index)
    steps.set(step.index, step)
  }
  return { status, progress, named, texts, steps: [...steps.values()].sort((one, other) => one.index - other.index) }
}

/** Whether a retry finds something to do; what nothing can bring, such as positions that the library lacks, is not tried again. */
export const canBeRetried = ({ steps }: Pick<RunState, 'steps'>): boolean =>
  steps.some(({ status }) => status === 'failed' || status === 'cancelled')

/** What a step is writing. Of one that has stopped meanwhile nothing is shown any more. */
export const withText = (state: RunState, { step: index, text }: { step: number; text: string }): RunState => {
  const isWriting = state.steps.some((step) => step.index === index && step.status === 'running')
  return isWriting ? { ...state, texts: new Map(state.texts).set(index, text) } : state
}

export interface RunProgress {
  requested: number
  generated: number
  failed: number
}

/** By provider, then by model; only what the admin panel looks at. */
type UsageByModel = Readonly<Record<string, Readonly<Record<string, { untoldCalls?: number }>>>>

/** What the REST API tells of a run, as far as the admin panel shows it. */
export interface RunView {
  id: DocumentId
  kind: string
  status: RunStatus
  progress: RunProgress
  pausedFor?: 'approval' | 'budget' | 'user' | null
  pausedUntil?: string | null
  /** The budget it waits for. */
  pausedBy?: PausedBy | null
  notice?: string | null
  error?: string | null
  cost?: number | null
  usage?: { byModel?: UsageByModel | null; savedTokens?: number | null } | null
  createdAt: string
  startedAt?: string | null
  finishedAt?: string | null
  /** The request, by the names of the API. */
  input?: Record<string, unknown> | null
  /** What its kind says of it, by name. */
  facts?: Record<string, unknown> | null
  /** `step` is the step's number; none where no step was opened for it. */
  gaps?: readonly { step?: number; key: string; reason: string }[] | null
}

const followed = [
  'pausedFor',
  'pausedUntil',
  'startedAt',
  'finishedAt',
  'cost',
  'usage.calls',
  'usage.promptTokens',
  'usage.cachedTokens',
]
  .concat([
    'usage.completionTokens',
    'usage.reasoningTokens',
    'usage.savedTokens',
    'progress.requested',
    'progress.generated',
  ])
  .concat(['progress.failed', 'status'])

/** The values of a run's fields as they are now, by path. Events are newer than the run, and tell only how far it is. */
export const fieldsOfRun = (
  run: RunView,
  state: Pick<RunState, 'progress' | 'status'> | undefined,
): (readonly [path: string, value: unknown])[] => {
  const now: unknown = { ...run, ...(state && { status: state.status, progress: state.progress }) }
  const read = (path: string) =>
    path.split('.').reduce((value, name) => (isRecord(value) ? value[name] : undefined), now)
  return followed.map((path) => [path, read(path)] as const).filter(([, value]) => value !== undefined)
}

export const isFinal = (status: RunStatus): boolean => finalStatuses.includes(status)

/**
 * What a run that ended cost, in words. Calls that ended before the provider said what they took are billed and not in
 * `cost`, which is then the least it can be.
 */
export const runCost = (words: Words, { cost, usage }: Pick<RunView, 'cost' | 'usage'>): string => {
  if (cost === null || cost === undefined) return words('run:costUnknown')
  const models = Object.values(usage?.byModel ?? {}).flatMap((models) => Object.values(models))
  if (!models.some(({ untoldCalls = 0 }) => untoldCalls > 0))
    return words('run:cost', { cost: formatCost(words, cost) })
  return cost < LEAST_SHOWN_USD ? words('run:costUnknown') : words('run:costAtLeast', { cost: formatCost(words, cost) })
}

/** Why a step failed, each reason once: which of its items are missing tells an editor nothing. */
export const reasonsOf = ({ error, gaps }: Pick<StepState, 'error' | 'gaps'>): string[] =>
  gaps.length > 0 ? [...new Set(gaps.map(({ problem }) => problem))] : error ? [error] : []
