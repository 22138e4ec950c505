import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { isRecord } from '../text.js'
import { type BudgetScope, type BudgetWindow, budgetScopes } from './budgetLimits.js'
import type { LimitStore } from './limitStore.js'

/** Today in UTC, by the database's clock. */
export const today: SQL = sql`to_char(now() at time zone 'utc', 'YYYY-MM-DD')`

/** What was spent of a budget and what is reserved for calls under way, beside its limits. Money in millionths of a dollar. */
export interface Counter {
  readonly scope: BudgetScope
  readonly window: BudgetWindow
  readonly key: string
  readonly limitTokens: number | undefined
  readonly limitMicroUsd: number | undefined
  readonly spentTokens: number
  readonly spentMicroUsd: number
  readonly reservedTokens: number
  readonly reservedMicroUsd: number
}

const numberOf = (value: unknown): number | undefined => (value == null ? undefined : Number(value))

/** From a row that has the limits beside the counts. */
export const counterOfRow = (row: unknown): Counter => {
  const of = isRecord(row) ? row : {}
  const scope = budgetScopes.find((known) => known === of.scope)
  const window = (['run', 'day', 'month'] as const).find((known) => known === of.window)
  if (!scope || !window) throw new Error('A counter came back without its scope.')
  return {
    scope,
    window,
    key: String(of.key),
    limitTokens: numberOf(of.limit_tokens),
    limitMicroUsd: numberOf(of.limit_micro_usd),
    spentTokens: Number(of.spent_tokens ?? 0),
    spentMicroUsd: Number(of.spent_micro_usd ?? 0),
    reservedTokens: Number(of.reserved_tokens ?? 0),
    reservedMicroUsd: Number(of.reserved_micro_usd ?? 0),
  }
}

interface CountersOf {
  run: SQL
  userKey: SQL
  role: SQL
  day: SQL
}

/** The keys of all counters that a call may move, with their order; which of them there are depends on who ever had a limit. */
export const counterKeys = ({ run, userKey, role, day }: CountersOf): SQL => sql`(values
  (1, 'run:' || ${run}), (2, 'user:' || ${userKey} || ':day:' || ${day}), (3, 'user:' || ${userKey} || ':month:' || left(${day}, 7)),
  (4, 'role:' || ${role} || ':day:' || ${day}), (5, 'role:' || ${role} || ':month:' || left(${day}, 7)),
  (6, 'site:day:' || ${day}), (7, 'site:month:' || left(${day}, 7))
)`

/** By which rows of counters are locked, everywhere: two transactions that need the same ones never wait for each other. */
export const lockOrder = (key: SQL): SQL =>
  sql`array_position(array['run', 'user', 'role', 'site'], split_part(${key}, ':', 1)), ${key}`

/** Locks these counters until the transaction ends, for several statements that move them. */
export const lockCounters = async ({ db, budgets }: LimitStore, keys: readonly string[]): Promise<void> => {
  await db.execute(sql`
    select id from ${budgets} where key = any(${sql.param([...new Set(keys)])}::text[]) order by ${lockOrder(sql`key`)} for update
  `)
}
