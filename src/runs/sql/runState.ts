import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { idOf } from '../../database/stored.js'
import { hasRoom, waitingForRoom } from '../../limits/ceiling.js'
import { stepResultSchema } from '../step/stepResult.js'
import { type Id, type RunStatus, runStatuses, type StepState } from '../vocabulary.js'
import type { RunStore } from './store.js'

const { gaps } = stepResultSchema.shape

const count = z.coerce.number().catch(0)
const text = z.string().nullable().catch(null)

/** What the calls of a step to one model took. */
const modelCalls = z.object({
  provider: text,
  model: text,
  serviceTier: text,
  calls: count,
  ms: count,
  promptTokens: count,
  cachedTokens: count,
  cacheWriteTokens: count,
  completionTokens: count,
  /** How the last of them ended. */
  outcome: text,
})

export type ModelCalls = z.infer<typeof modelCalls>

/** A step as it stands: its calls by model, the one that was asked last at the end. */
export type StepNow = Omit<StepState, 'calls'> & { callsByModel: readonly ModelCalls[] }

export interface RunState {
  version: number
  status: RunStatus
  progress: { requested: number; generated: number; failed: number }
  /** Of a paused run: why, until when, and for which budget; see the run's own fields of these names. */
  pause: { pausedFor: string; pausedUntil: string | null; pausedBy: unknown } | undefined
  /** Why it has not begun, in plain words, where it waits for room. */
  waiting?: string
  /** Steps that changed after the version the reader has seen. */
  changedSteps: StepNow[]
}

/** The state of a run and what changed in it since `seen`, in one statement: a consistent picture. */
export const readRunState = async (store: RunStore, run: Id, seen: number): Promise<RunState | undefined> => {
  const { db, runs, steps, logs, maxRunning } = store
  const { rows } = await db.execute(sql`
    select r.version as run_version, r.status as run_status, r.status = 'queued' and not (${hasRoom(store)}) as is_waiting, r.progress_requested, r.progress_generated,
      r.progress_failed, r.paused_for, r.paused_until, r.paused_by, s.id, s."index", s.key, s.kind, s.status, s.attempts, s.claims, s.written, s.saved, s.missing, s.error,
      case when s.missing > 0 then s.result -> 'gaps' end as gaps, used.calls
    from ${runs} r
    left join ${steps} s on s.run_id = r.id and s.version > ${seen}
    left join lateral (
      select jsonb_agg(of_model.calls order by of_model.last) as calls from (
        select max(l.created_at) as last, jsonb_build_object(
          'provider', l.provider, 'model', l.model, 'serviceTier', l.service_tier, 'calls', count(*), 'ms', sum(l.ms),
          'promptTokens', sum(l.prompt_tokens), 'cachedTokens', sum(l.cached_tokens),
          'cacheWriteTokens', sum(l.cache_write_tokens), 'completionTokens', sum(l.completion_tokens),
          'outcome', (array_agg(l.outcome order by l.created_at desc))[1]
        ) as calls
        from ${logs} l where l.step_id = s.id and l.type = 'attempt' group by l.provider, l.model, l.service_tier
      ) of_model
    ) used on true
    where r.id = ${run}
    order by s."index", s.created_at
  `)
  const first = rows[0]
  const status = runStatuses.find((known) => known === first?.run_status)
  if (!first || !status) return undefined
  return {
    version: Number(first.run_version),
    status,
    progress: {
      requested: Number(first.progress_requested),
      generated: Number(first.progress_generated),
      failed: Number(first.progress_failed),
    },
    pause: status === 'paused' ? pauseOf(first) : undefined,
    ...(first.is_waiting === true ? { waiting: waitingForRoom(maxRunning) } : {}),
    changedSteps: rows
      .filter(({ id }) => id !== null)
      .map((row) => ({
        id: idOf(row.id),
        index: Number(row.index),
        key: row.key == null ? '' : String(row.key),
        kind: String(row.kind),
        status: String(row.status),
        attempts: Number(row.attempts),
        claims: Number(row.claims),
        written: Number(row.written),
        saved: Number(row.saved),
        missing: Number(row.missing),
        error: row.error === null ? null : String(row.error),
        gaps: gaps.catch([]).parse(row.gaps ?? []),
        callsByModel: z
          .array(modelCalls)
          .catch([])
          .parse(row.calls ?? []),
      })),
  }
}

const pauseOf = (row: Record<string, unknown>): NonNullable<RunState['pause']> => ({
  pausedFor: String(row.paused_for),
  pausedUntil: row.paused_until == null ? null : new Date(String(row.paused_until)).toISOString(),
  pausedBy: row.paused_by ?? null,
})
