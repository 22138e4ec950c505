import { sql } from '@payloadcms/db-postgres/drizzle'
import { idOf } from '../../database/stored.js'
import { keyInSql } from '../../limits/counters.js'
import { type PausedBy, pausedBySchema } from '../../limits/room.js'
import type { RunBudget } from '../../limits/runBudget.js'
import type { Id } from '../vocabulary.js'
import type { RunStore } from './store.js'

/** A run that waits for its budget. */
export interface PausedRun {
  readonly id: Id
  /** Which budget, as far as it can be read: a kind of the host's may have paused it too. */
  readonly pausedBy: PausedBy | undefined
  /** The time is up that it was paused for. */
  readonly isDue: boolean
  readonly maxTokens: number | undefined
  readonly maxCostUsd: number | undefined
  readonly userKey: string
  readonly role: string
  /** What was spent of that budget, in its unit, by now: today, or in this month, whenever it was paused. */
  readonly used: number
  /** The same of what is reserved for calls under way. */
  readonly reserved: number
}

/** Looks at so many at a time: the next look sees others. */
const most = 200

/** Runs that are paused for their budget; those whose time is up come first. Of all, or the given one. */
export const findBudgetPauses = async ({ db, runs, budgets }: RunStore, run?: Id): Promise<PausedRun[]> => {
  const { rows } = await db.execute(sql`
    select r.id, r.paused_by, coalesce(r.paused_until <= now(), false) as is_due, r.max_tokens, r.max_cost_usd,
      coalesce(r.requester_id::text, 'system') as user_key, coalesce(r.role, 'system') as role,
      b.spent_tokens, b.spent_micro_usd, b.reserved_tokens, b.reserved_micro_usd
    from ${runs} r left join ${budgets} b on b.key = ${keyInSql.now(sql`r.paused_by ->> 'key'`)}
    where r.status = 'paused' and r.paused_for = 'budget' and ${run === undefined ? sql`true` : sql`r.id = ${run}`}
    order by is_due desc, random() limit ${most}
  `)
  return rows.map((row) => {
    const pausedBy = pausedBySchema.safeParse(row.paused_by).data
    const number = (value: unknown) => (value == null ? undefined : Number(value))
    const of = (name: 'spent' | 'reserved') =>
      pausedBy?.unit === 'costUsd'
        ? Number(row[`${name}_micro_usd`] ?? 0) / 1_000_000
        : Number(row[`${name}_tokens`] ?? 0)
    return {
      id: idOf(row.id),
      pausedBy,
      isDue: row.is_due === true,
      maxTokens: number(row.max_tokens),
      maxCostUsd: number(row.max_cost_usd),
      userKey: String(row.user_key),
      role: String(row.role),
      used: of('spent'),
      reserved: of('reserved'),
    }
  })
}

/** What a run may spend now; what is not given stays. Its input says so too. The run is locked before. */
export const setRunBudget = async ({ db, runs }: RunStore, run: Id, budget: Partial<RunBudget>): Promise<void> => {
  const { maxTokens, maxCostUsd } = budget
  await db.execute(sql`
    update ${runs} set
      max_tokens = coalesce(${maxTokens ?? null}, max_tokens), max_cost_usd = coalesce(${maxCostUsd ?? null}, max_cost_usd),
      input = coalesce(input, '{}'::jsonb) || ${JSON.stringify({ maxTokens, maxCostUsd })}::jsonb
    where id = ${run}
  `)
}
