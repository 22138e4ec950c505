import type { NamedStep, StepState } from '../../runs/vocabulary.js'
import { isFinal, type RunState } from './runState.js'

/** A line of a run's timeline: a step, or one that is to come once others have ended. */
export type TimelineRow =
  | { readonly sort: 'step'; readonly key: string; readonly step: StepState; readonly text: string | undefined }
  | { readonly sort: 'toCome'; readonly key: string; readonly named: NamedStep; readonly after: readonly NamedStep[] }

/** Steps that make nothing by themselves: people do not count them. */
const uncounted: readonly string[] = ['plan', 'finish']

export const isCounted = ({ kind }: Pick<StepState, 'kind'>): boolean => !uncounted.includes(kind)

/** What plans without a call, such as drawing positions, tells the run's status. */
const isListed = ({ kind, calls, status }: StepState): boolean =>
  kind !== 'finish' && (kind !== 'plan' || calls !== null || status === 'failed')

const hasEnded = ({ status }: StepState): boolean => status !== 'queued' && status !== 'running'

/** Steps in their order, then, while the run is open, those that are to come with what they wait for. */
export const timelineOf = ({ status, steps, named, texts }: RunState): TimelineRow[] => {
  const rows = steps
    .filter(isListed)
    .map((step): TimelineRow => ({ sort: 'step', key: `step-${step.index}`, step, text: texts.get(step.index) }))
  if (isFinal(status)) return rows
  const begun = new Set(steps.map(({ key }) => key.split('#')[0]))
  const isDone = ({ key, kind, isAll }: NamedStep): boolean => {
    if (!isAll) return steps.some((step) => step.key === key && hasEnded(step))
    const all = steps.filter((step) => step.kind === kind)
    return all.length > 0 && all.every(hasEnded)
  }
  const byKey = new Map(named.map((one) => [one.key, one]))
  const toCome = named
    .filter((one) => !one.isAll && !begun.has(one.key))
    .map((one): TimelineRow => {
      const after = one.after.flatMap((key) => byKey.get(key) ?? []).filter((need) => !isDone(need))
      return { sort: 'toCome', key: `toCome-${one.key}`, named: one, after }
    })
  return [...rows, ...toCome]
}

/** What people choose by which steps they see. */
export const rowStatus = (row: TimelineRow): string => (row.sort === 'step' ? row.step.status : 'queued')

/** How many rows there are of each status, in the order of their life. */
export const countsOf = (rows: readonly TimelineRow[]): (readonly [status: string, count: number])[] => {
  const counts = new Map(inOrder.map((status) => [status, 0]))
  for (const row of rows) counts.set(rowStatus(row), (counts.get(rowStatus(row)) ?? 0) + 1)
  return [...counts].filter(([, count]) => count > 0)
}

const inOrder: readonly string[] = ['running', 'queued', 'failed', 'cancelled', 'done']
