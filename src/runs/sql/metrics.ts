import { sql } from '@payloadcms/db-postgres/drizzle'
import { type RunStatus, runStatuses } from '../vocabulary.js'
import type { RunStore } from './store.js'

/** How many runs there are of each status, those that have ended included. */
export const countRuns = async ({ db, runs }: RunStore): Promise<Record<RunStatus, number>> => {
  const { rows } = await db.execute(sql`select status, count(*) as count from ${runs} group by status`)
  const counts = new Map(rows.map(({ status, count }) => [String(status), Number(count)]))
  return Object.fromEntries(runStatuses.map((status) => [status, counts.get(status) ?? 0])) as Record<RunStatus, number>
}

export interface SpentOfBudget {
  /** As the row of `generation-budgets` has it: `site:day`, `role:teacher:month`, of the window that is now. */
  key: string
  /** What was spent, and what is reserved for calls under way. */
  tokens: number
  microUsd: number
}

/** What was spent of the budgets of the site and of roles, today and this month in UTC. */
export const readSpentOfBudgets = async ({ db, budgets }: RunStore): Promise<SpentOfBudget[]> => {
  const { rows } = await db.execute(sql`
    with now as (select to_char(now() at time zone 'utc', 'YYYY-MM-DD') as day)
    select regexp_replace(key, ':[^:]*$', '') as key, spent_tokens + reserved_tokens as tokens,
      spent_micro_usd + reserved_micro_usd as micro_usd
    from ${budgets}, now
    where (starts_with(key, 'site:') or starts_with(key, 'role:'))
      and (key like '%:day:' || now.day or key like '%:month:' || left(now.day, 7))
  `)
  return rows.map(({ key, tokens, micro_usd }) => ({
    key: String(key),
    tokens: Number(tokens),
    microUsd: Number(micro_usd),
  }))
}
