import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Settings } from '../options/Settings.js'
import type { Alert } from '../runs/alerts.js'
import type { RunStore } from '../runs/sql/store.js'

/** How the calls of some time ended. */
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

interface ReadCalls {
  /** How far back, each counted for itself. */
  minutes: readonly number[]
  /** Names of the providers after the first. */
  others: readonly string[]
}

/** How calls ended, in one statement, which reads those of the longest time alone, however many came before. */
export const readCalls = async ({ db, logs }: RunStore, { minutes, others }: ReadCalls): Promise<CallCounts[]> => {
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

/** What of the calls of the last hour an operator should look at. */
export const watchCalls = async (store: RunStore, { model, alerts }: Settings): Promise<Alert[]> => {
  const others = model.providers.slice(1).map(({ name }) => name)
  const [counts] = await readCalls(store, { minutes: [60], others })
  return counts ? judgeCalls(counts, alerts) : []
}

type Thresholds = Pick<Settings['alerts'], 'maxTimeoutShare' | 'maxFallbackShare' | 'minPassShare' | 'minCalls'>

/** A few calls say nothing: of two, one is half. */
export const judgeCalls = (counts: Omit<CallCounts, 'minutes' | 'errors'>, thresholds: Thresholds): Alert[] => {
  const { calls, timeouts, fallbacks, answers, passes } = counts
  const { maxTimeoutShare, maxFallbackShare, minPassShare, minCalls } = thresholds
  const found: Alert[] = []
  if (calls >= minCalls && timeouts / calls > maxTimeoutShare) {
    found.push({
      cause: 'timeouts',
      level: 'warn',
      message: `${percent(timeouts, calls)} of ${calls} calls of the last hour had no answer in time: look at the provider, or give calls longer (model.timeoutMs).`,
    })
  }
  if (calls >= minCalls && fallbacks / calls > maxFallbackShare) {
    found.push({
      cause: 'fallbacks',
      level: 'warn',
      message: `${percent(fallbacks, calls)} of ${calls} calls of the last hour went to another provider than the first: the log says how calls to the first one ended.`,
    })
  }
  if (answers >= minCalls && passes / answers < minPassShare) {
    found.push({
      cause: 'validation',
      level: 'warn',
      message: `Only ${percent(passes, answers)} of ${answers} answers of the last hour were what was requested: a model may have changed, or is too small for its task.`,
    })
  }
  return found
}

/** With a digit more than the thresholds have, so that 5.2 % is not told as 5 %. */
const percent = (part: number, all: number): string => `${Math.round((part / all) * 1000) / 10} %`
