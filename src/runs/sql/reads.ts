import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { id, idOf } from '../../database/stored.js'
import { stepResultSchema } from '../step/stepResult.js'
import { type Id, type RunStatus, runStatuses } from '../vocabulary.js'
import { isActive, type RunStore } from './store.js'

const { gaps, savedKeys, outcome } = stepResultSchema.shape

const row = z.object({
  id,
  index: z.coerce.number(),
  /** What its kind calls it; empty for steps from before there were keys. */
  key: z
    .string()
    .nullable()
    .transform((key) => key ?? ''),
  kind: z.string(),
  status: z.string(),
  saved: z.coerce.number(),
  missing: z.coerce.number(),
  error: z.string().nullable(),
  /** Of a step that is not done: what it was to make, what of that is there, and why the rest is not. */
  input: z.unknown(),
  savedKeys: savedKeys.catch([]),
  gaps: gaps.catch([]),
  /** What its kind kept of it for the steps that come after it. */
  outcome,
})

export type StepOutcome = z.infer<typeof row>

/**
 * What the steps of a run came to, in their order. Answers, which are most of what a step has, are not read. A result that
 * cannot be read names nothing, because a run must end all the same.
 */
export const readOutcome = async ({ db, steps }: RunStore, run: Id): Promise<StepOutcome[]> => {
  const { rows } = await db.execute(sql`
    select id, "index", key, kind, status, saved, missing, error,
      case when status <> 'done' then input end as input,
      case when status <> 'done' then result -> 'savedKeys' end as "savedKeys",
      case when missing > 0 then result -> 'gaps' end as gaps, result -> 'outcome' as outcome
    from ${steps} where run_id = ${run} and kind <> 'finish' order by "index"
  `)
  return z.array(row).parse(rows)
}

/** The items of a run whose drafts have been committed. */
export const readSavedKeys = async ({ db, steps }: RunStore, run: Id): Promise<string[]> => {
  const { rows } = await db.execute(sql`
    select jsonb_array_elements_text(result -> 'savedKeys') as key from ${steps}
    where run_id = ${run} and saved > 0 and jsonb_typeof(result -> 'savedKeys') = 'array'
  `)
  return rows.map(({ key }) => String(key))
}

interface ReadStepStatus {
  run: Id
  /** The step's index. */
  step: number
}

/** The status of one step of a run; `undefined` when the run has no such step. */
export const readStepStatus = async (
  { db, steps }: RunStore,
  { run, step }: ReadStepStatus,
): Promise<string | undefined> => {
  // After a retry there may be two that end the run; the newer one counts.
  const { rows } = await db.execute(sql`
    select status from ${steps} where run_id = ${run} and "index" = ${step} order by created_at desc limit 1
  `)
  return rows[0] && String(rows[0].status)
}

/** Whether a step failed or was cancelled, and was not opened again. Those that end the run are not: they are written anew. */
export const hasUnmadeStep = async ({ db, steps }: RunStore, run: Id): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    select 1 from ${steps} where run_id = ${run} and status in ('failed', 'cancelled') and kind <> 'finish' limit 1
  `)
  return rows.length > 0
}

export interface OpenSteps {
  queued: number
  running: number
  /** Seconds the oldest step that is due has been waiting; 0 when none is. */
  oldestSeconds: number
}

/** How much work is waiting and under way, and for how long a step is due; those of paused runs are not. */
export const countOpenSteps = async ({ db, runs, steps }: RunStore): Promise<OpenSteps> => {
  const { rows } = await db.execute(sql`
    select
      count(*) filter (where s.status = 'queued') as queued,
      count(*) filter (where s.status = 'running') as running,
      coalesce(extract(epoch from now() - min(s.run_after) filter (
        where s.status = 'queued' and s.run_after <= now() and ${isActive(sql`r.status`)}
      )), 0) as oldest
    from ${steps} s left join ${runs} r on r.id = s.run_id where s.status in ('queued', 'running')
  `)
  return {
    queued: Number(rows[0]?.queued ?? 0),
    running: Number(rows[0]?.running ?? 0),
    oldestSeconds: Math.round(Number(rows[0]?.oldest ?? 0)),
  }
}

/** The next sweep finds more. */
const most = 100

interface StuckRun {
  id: Id
  /** Since its time was up; 0 when it is not. */
  overdueSeconds: number
  /** Whether it has a step left that could end it. */
  hasSteps: boolean
}

/**
 * Runs whose time is up, or which have no step left that could end them; of all, or only the given one. Paused ones are not
 * stuck: they wait to be resumed.
 */
export const findStuckRuns = async ({ db, runs, steps }: RunStore, run?: Id): Promise<StuckRun[]> => {
  const hasSteps = sql`exists (
    select from ${steps} s where s.run_id = r.id and s.status in ('queued', 'running')
  )`
  const { rows } = await db.execute(sql`
    select r.id, greatest(extract(epoch from now() - r.deadline_at), 0) as overdue_seconds, ${hasSteps} as has_steps
    from ${runs} r
    where ${isActive(sql`r.status`)} and ${run === undefined ? sql`true` : sql`r.id = ${run}`}
      and (r.deadline_at < now() or not ${hasSteps})
    order by r.created_at limit ${most}
  `)
  return rows.map((row) => ({
    id: idOf(row.id),
    overdueSeconds: Number(row.overdue_seconds),
    hasSteps: row.has_steps === true,
  }))
}

/** How many runs there are of each status, those that have ended included. */
export const countRuns = async ({ db, runs }: RunStore): Promise<Record<RunStatus, number>> => {
  const { rows } = await db.execute(sql`select status, count(*) as count from ${runs} group by status`)
  const counts = new Map(rows.map(({ status, count }) => [String(status), Number(count)]))
  return Object.fromEntries(runStatuses.map((status) => [status, counts.get(status) ?? 0])) as Record<RunStatus, number>
}
