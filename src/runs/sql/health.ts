import { sql } from '@payloadcms/db-postgres/drizzle'
import type { RunStore } from './store.js'

/** Workers that said nothing for so long are not shown: they say that they live four times in that time. */
export const unseenAfterSeconds = 60

export interface SeenWorker {
  host: string
  pid: number
  slots: number
  /** Slots that work on a step. */
  busy: number
  /** Whether it is the one that does what only one must do. */
  leads: boolean
  /** Seconds since it started. */
  aliveSeconds: number
  /** Seconds since it last said so. */
  seenSeconds: number
}

/** The workers that live, those that have lived longest first. */
export const readWorkers = async ({ db, workers }: RunStore): Promise<SeenWorker[]> => {
  const { rows } = await db.execute(sql`
    select host, pid, slots, busy, coalesce(leads_until > now(), false) as leads,
      extract(epoch from now() - started_at) as alive, greatest(extract(epoch from now() - seen_at), 0) as seen
    from ${workers} where seen_at > now() - ${unseenAfterSeconds} * interval '1 second'
    order by started_at, host, pid
  `)
  return rows.map((row) => ({
    host: String(row.host),
    pid: Number(row.pid),
    slots: Number(row.slots),
    busy: Number(row.busy),
    leads: row.leads === true,
    aliveSeconds: Math.round(Number(row.alive)),
    seenSeconds: Math.round(Number(row.seen)),
  }))
}

export interface CallCounts {
  /** How far back. */
  minutes: number
  /** All but those that we stopped ourselves, or whose end nobody knows. */
  calls: number
  /** Calls without an answer. */
  errors: number
  /** Of these, those that had none in time. */
  timeouts: number
  /** Calls to another provider than the first. */
  fallbacks: number
  /** Calls with an answer that the model did not decline to give. */
  answers: number
  /** Of these, those that were what was requested. */
  passes: number
}

interface CountCalls {
  /** How far back, each counted for itself. */
  minutes: readonly number[]
  /** Names of the providers after the first. */
  others: readonly string[]
}

/** How calls ended, in one statement, which reads those of the longest time alone, however many came before. */
export const countCalls = async ({ db, logs }: RunStore, { minutes, others }: CountCalls): Promise<CallCounts[]> => {
  const { rows } = await db.execute(sql`
    with call as materialized (
      select created_at, outcome::text as outcome, provider from ${logs}
      where type = 'attempt' and created_at > now() - ${Math.max(...minutes)} * interval '1 minute'
        and outcome::text not in ('aborted', 'lost')
    )
    select span.minutes, count(outcome) as calls,
      count(*) filter (where outcome not in ('ok', 'invalid', 'truncated', 'refused')) as errors,
      count(*) filter (where outcome = 'timeout') as timeouts,
      count(*) filter (where provider = any(${sql.param([...others])}::text[])) as fallbacks,
      count(*) filter (where outcome in ('ok', 'invalid', 'truncated')) as answers,
      count(*) filter (where outcome = 'ok') as passes
    from unnest(${sql.param([...minutes])}::int[]) as span (minutes)
    left join call on call.created_at > now() - span.minutes * interval '1 minute'
    group by span.minutes
  `)
  return minutes.map((given) => {
    const row = rows.find((found) => Number(found.minutes) === given)
    const count = (name: string): number => Number(row?.[name] ?? 0)
    return {
      minutes: given,
      calls: count('calls'),
      errors: count('errors'),
      timeouts: count('timeouts'),
      fallbacks: count('fallbacks'),
      answers: count('answers'),
      passes: count('passes'),
    }
  })
}

/** Alerts that nobody has acknowledged, by level. */
export const countOpenAlerts = async ({ db, logs }: RunStore): Promise<Record<string, number>> => {
  const { rows } = await db.execute(sql`
    select coalesce(level::text, 'error') as level, count(*) as count from ${logs}
    where type = 'alert' and acknowledged_at is null group by 1
  `)
  return Object.fromEntries(rows.map(({ level, count }) => [String(level), Number(count)]))
}
