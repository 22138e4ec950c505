import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { poolOf, table } from '../database/adapter.js'
import type { Settings } from '../options/Settings.js'
import type { Alert } from '../runs/alerts.js'

interface MeanScore {
  kind: string
  drafts: number
  /** 0 to 1; see `scoreOf`. */
  mean: number
}

/** Of the drafts of each kind that models wrote within the last day, as their reviews score them now. */
const readScores = async (payload: BasePayload, { slugs }: Settings): Promise<MeanScore[]> => {
  const { rows } = await poolOf(payload).execute(sql`
    select kind, count(score) as drafts, avg(score) as mean from ${table(payload, slugs.reviews)}
    where created_at > now() - interval '1 day' and score is not null group by kind order by kind
  `)
  return rows.map(({ kind, drafts, mean }) => ({ kind: String(kind), drafts: Number(drafts), mean: Number(mean) }))
}

/** Of which kind the drafts of the last day are worse, on the average, than they should be. */
export const watchScores = async (payload: BasePayload, settings: Settings): Promise<Alert[]> => {
  const { minScore, minDrafts } = settings.alerts
  const scores = await readScores(payload, settings)
  return scores
    .filter(({ drafts, mean }) => drafts >= minDrafts && mean < minScore)
    .map(({ kind, drafts, mean }) => ({
      cause: `score:${kind}`,
      level: 'warn',
      // What a day has brought stays so for a day.
      quietHours: 24,
      message: `The ${drafts} drafts of the kind "${kind}" of the last day have a mean score of ${mean.toFixed(3)}, below ${minScore}: GET /generation/quality says which flags they have, by model and prompt.`,
    }))
}
