import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { isRecord } from '../text.js'
import type { LimitStore } from './limitStore.js'

export const budgetScopes = ['run', 'user', 'role', 'site'] as const

/** Whose budget: of one run, of one user, of all users of a role, of everybody. In this order their rows are locked. */
export type BudgetScope = (typeof budgetScopes)[number]

/** Windows of the calendar, in UTC. */
export const calendarWindows = ['day', 'month'] as const

export const budgetWindows = ['run', ...calendarWindows] as const

/** For how long a budget is: as long as a run, or a window of the calendar. */
export type BudgetWindow = (typeof budgetWindows)[number]

/**
 * A budget, of any day or month. The key of its row in `generation-budgets` is whose it is (its prefix), then the window
 * and its date; that of a run is its prefix alone. So there are `run:12`, `user:5:day:2026-11-28`,
 * `role:teacher:month:2026-11` and `site:day:2026-11-28`. Only this module knows how keys are written and read.
 */
interface NamedBudget {
  readonly prefix: string
  readonly window: BudgetWindow
}

/** Whose budget it is, as keys begin: `user:5`. */
export const prefixOf = (...owner: ['site'] | [scope: Exclude<BudgetScope, 'site'>, whose: number | string]): string =>
  owner.join(':')

/** What all keys of a budget begin with: `user:5:day`. */
export const budgetName = ({ prefix, window }: NamedBudget): string =>
  window === 'run' ? prefix : `${prefix}:${window}`

/** @param day `2026-11-28`, which lies in the window that is meant */
export const keyOf = (budget: NamedBudget, day: string): string => {
  const { window } = budget
  return window === 'run' ? budgetName(budget) : `${budgetName(budget)}:${window === 'day' ? day : day.slice(0, 7)}`
}

/** Whether the key is of this budget, a calendar's, on any date. */
export const isKeyOf = (key: string, budget: NamedBudget): boolean => key.startsWith(`${budgetName(budget)}:`)

/** Whose counter it is: the id of a run or a user, which may have colons of its own, or a role; none of the site. */
export const ownerOf = (key: string): { scope: string | undefined; whose: string | undefined } => {
  const [, scope, whose] = /^([^:]*)(?::(.*?))??(?::(?:day|month):[^:]*)?$/.exec(key) ?? []
  return { scope, whose }
}

interface CallOf<Text, Id = Text> {
  run: Id
  userKey: Text
  role: Text
  /** The day that the call counts for. */
  day: Text
}

/** The keys of all counters that a call may move; which of them there are depends on who ever had a limit. */
export const keysOfCall = ({ run, userKey, role, day }: CallOf<string, number | string>): string[] => [
  prefixOf('run', run),
  ...[prefixOf('user', userKey), prefixOf('role', role), prefixOf('site')].flatMap((prefix) =>
    calendarWindows.map((window) => keyOf({ prefix, window }, day)),
  ),
]

/** Today in UTC, by the database's clock, as keys have it. */
export const today: SQL = sql`to_char(now() at time zone 'utc', 'YYYY-MM-DD')`

/** The same in SQL. */
export const keyInSql = {
  prefixOfRun: (run: SQL): SQL => sql`'run:' || ${run}`,
  of: ({ prefix, window, day }: { prefix: SQL; window: SQL; day: SQL }): SQL =>
    sql`${prefix} || case ${window}
      when 'day' then ':day:' || ${day} when 'month' then ':month:' || left(${day}, 7) else '' end`,
  /** Rows, each with its place in the order of locks. */
  ofCall: ({ run, userKey, role, day }: CallOf<SQL>): SQL => sql`(values
    (1, 'run:' || ${run}),
    (2, 'user:' || ${userKey} || ':day:' || ${day}), (3, 'user:' || ${userKey} || ':month:' || left(${day}, 7)),
    (4, 'role:' || ${role} || ':day:' || ${day}), (5, 'role:' || ${role} || ':month:' || left(${day}, 7)),
    (6, 'site:day:' || ${day}), (7, 'site:month:' || left(${day}, 7))
  )`,
  /** Of the same budget today, or in this month; a run's own key as it is. */
  now: (key: SQL): SQL => sql`regexp_replace(
    regexp_replace(${key}, ':day:[^:]*$', ':day:' || ${today}), ':month:[^:]*$', ':month:' || left(${today}, 7)
  )`,
  /** Of a budget of the calendar. */
  budgetName: (key: SQL): SQL => sql`regexp_replace(${key}, ':[^:]*$', '')`,
  scope: (key: SQL): SQL => sql`split_part(${key}, ':', 1)`,
  /** The role, or the user's id. */
  whose: (key: SQL): SQL => sql`split_part(${key}, ':', 2)`,
  isOf: (key: SQL, scope: BudgetScope): SQL => sql`starts_with(${key}, ${sql.raw(`'${scope}:'`)})`,
  /** Whether it is that of today or of this month. */
  isOpen: (key: SQL): SQL => sql`(${key} like '%:day:' || ${today} or ${key} like '%:month:' || left(${today}, 7))`,
}

/** By which rows of counters are locked, everywhere: two transactions that need the same ones never wait for each other. */
export const lockOrder = (key: SQL): SQL => sql`array_position(array[${scopesInOrder}], ${keyInSql.scope(key)}), ${key}`

const scopesInOrder = sql.raw(budgetScopes.map((scope) => `'${scope}'`).join(', '))

/** Locks these counters until the transaction ends, for several statements that move them. */
export const lockCounters = async ({ db, budgets }: LimitStore, keys: readonly string[]): Promise<void> => {
  await db.execute(sql`
    select id from ${budgets} where key = any(${sql.param([...new Set(keys)])}::text[])
    order by ${lockOrder(sql`key`)} for update
  `)
}

/** What was spent of a budget and is reserved for calls under way, beside its limits. Money in millionths of a dollar. */
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
  const window = budgetWindows.find((known) => known === of.window)
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
