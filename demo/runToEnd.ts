import { setTimeout as wait } from 'node:timers/promises'
import { SingleBar } from 'cli-progress'
import type { Payload, TypedUser } from 'payload'
import { finalStatuses } from '../src/runs/vocabulary.js'

export interface RunSummary {
  id: number | string
  status: string
  /** `budget` or `approval`, while it is paused. */
  pausedFor: string | null
  /** ISO 8601; none where it waits for a user. */
  pausedUntil: string | null
  requested: number
  generated: number
  failed: number
  positionsLoaded: number
  promptTokens: number
  completionTokens: number
  calls: number
  /** Prompt tokens that single calls would have sent beside these; 0 where nothing went together. */
  savedTokens: number
  cost: number | null
  error: string | null
  notice: string | null
  /** The series that drills belong to. */
  series: number | string | null
  /** What the drafts belong to: a series of drills, or a course. */
  target: number | string | null
}

interface RunToEnd {
  payload: Payload
  kind: string
  input: Record<string, unknown>
  /** Who requests it. Default: nobody, as the system, which has no limits. */
  user?: TypedUser
  /** What it makes, in the plural. Default `drills`. */
  items?: string
  /** Draws a bar on stderr. */
  showProgress: boolean
  signal?: AbortSignal
}

/**
 * Requests a run and follows it until it has ended, or waits for a budget or for approval, which may be for ever. A worker must
 * be running.
 */
export const runToEnd = async ({
  payload,
  kind,
  input,
  user,
  items = 'drills',
  showProgress,
  signal,
}: RunToEnd): Promise<RunSummary> => {
  const run = await payload.create({
    collection: 'generation-runs',
    data: { kind, input },
    ...(user ? { user, overrideAccess: false } : {}),
  })
  const bar = new SingleBar({
    format: `Generated {value}/{total} ${items} [{bar}] {status}`,
    stream: process.stderr,
    hideCursor: true,
  })
  let summary = await read(payload, run.id)
  if (summary.notice) process.stderr.write(`${summary.notice}\n`)
  if (showProgress) bar.start(summary.requested, 0, { status: summary.status })
  try {
    while (!isOver(summary)) {
      await wait(100, undefined, { signal })
      summary = await read(payload, run.id)
      if (showProgress) bar.update(summary.generated, { status: summary.status })
    }
  } finally {
    if (showProgress) bar.stop()
  }
  return summary
}

/** One that a user paused is only waited for: the same user resumes it. */
const isOver = ({ status, pausedFor }: RunSummary): boolean =>
  finalStatuses.some((final) => final === status) || (status === 'paused' && pausedFor !== null && pausedFor !== 'user')

/** Why a run did not make everything, in a sentence or two; `undefined` of one that did. */
export const problemOf = ({ id, status, error, pausedFor, pausedUntil }: RunSummary): string | undefined => {
  if (status === 'completed') return undefined
  if (status !== 'paused') return error ?? `The run ended ${status}.`
  if (pausedFor === 'approval') return `Run ${id} waits for its plan to be approved: resume it.`
  const until = pausedUntil ? `on ${pausedUntil}, or ` : ''
  return `Run ${id} is paused, because its ${pausedFor} is spent. It goes on ${until}when it is resumed.`
}

const read = async (payload: Payload, id: number | string): Promise<RunSummary> => {
  const run = await payload.findByID({ collection: 'generation-runs', id, depth: 0 })
  return {
    id: run.id,
    status: run.status,
    pausedFor: run.pausedFor ?? null,
    pausedUntil: run.pausedUntil ?? null,
    requested: run.progress.requested,
    generated: run.progress.generated,
    failed: run.progress.failed,
    positionsLoaded: Number(run.facts?.positionsLoaded ?? 0),
    promptTokens: run.usage.promptTokens,
    completionTokens: run.usage.completionTokens,
    calls: run.usage.calls,
    savedTokens: run.usage.savedTokens ?? 0,
    cost: run.cost,
    error: run.error,
    notice: run.notice,
    series: run.target?.relationTo === 'drill-series' ? run.target.value : null,
    target: run.target?.value ?? null,
  }
}
