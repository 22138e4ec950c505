import { setTimeout as wait } from 'node:timers/promises'
import { SingleBar } from 'cli-progress'
import type { Payload, TypedUser } from 'payload'
import { finalStatuses } from '../src/runs/vocabulary.js'

export interface RunSummary {
  id: number | string
  status: string
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

/** Requests a run and follows it to its end; somebody must be working. */
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

const isOver = ({ status }: RunSummary): boolean => finalStatuses.some((final) => final === status)

const read = async (payload: Payload, id: number | string): Promise<RunSummary> => {
  const run = await payload.findByID({ collection: 'generation-runs', id, depth: 0 })
  return {
    id: run.id,
    status: run.status,
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
