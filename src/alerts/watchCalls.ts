import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Settings } from '../options/Settings.js'
import type { Alert } from '../runs/alerts.js'
import type { RunStore } from '../runs/sql/store.js'

/** How the calls of some time ended. */
export interface CallCounts {
  /** All but those that we stopped ourselves, or that nobody knows the end of. */
  readonly calls: number
  readonly timeouts: number
  /** Calls of another provider than the first. */
  readonly fallbacks: number
  /** Calls that brought an answer, whatever it was worth. */
  readonly answers: number
  /** Answers that were what was requested. */
  readonly passes: number
}

interface ReadCalls {
  /** How far back. */
  minutes: number
  /** Names of the providers after the first. */
  others: readonly string[]
}

/** Counts calls by the index of type and time: as quick with a million rows as with none, for it reads those of its time alone. */
export const readCalls = async ({ db, logs }: RunStore, { minutes, others }: ReadCalls): Promise<CallCounts> => {
  const { rows } = await db.execute(sql`
    select count(*) as calls,
      count(*) filter (where outcome = 'timeout') as timeouts,
      count(*) filter (where provider = any(${sql.param(others)}::text[])) as fallbacks,
      count(*) filter (where outcome in ('ok', 'invalid', 'truncated')) as answers,
      count(*) filter (where outcome = 'ok') as passes
    from ${logs}
    where type = 'attempt' and created_at > now() - ${minutes} * interval '1 minute'
      and outcome::text not in ('aborted', 'lost')
  `)
  const count = (name: string): number => Number(rows[0]?.[name] ?? 0)
  return {
    calls: count('calls'),
    timeouts: count('timeouts'),
    fallbacks: count('fallbacks'),
    answers: count('answers'),
    passes: count('passes'),
  }
}

/** What of the calls of the last hour somebody should look at. */
export const watchCalls = async (store: RunStore, { model, alerts }: Settings): Promise<Alert[]> => {
  const others = model.providers.slice(1).map(({ name }) => name)
  return judgeCalls(await readCalls(store, { minutes: 60, others }), alerts)
}

type Thresholds = Pick<Settings['alerts'], 'maxTimeoutShare' | 'maxFallbackShare' | 'minPassShare' | 'minCalls'>

/** A few calls say nothing: of two, one is half. */
export const judgeCalls = (counts: CallCounts, thresholds: Thresholds): Alert[] => {
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
