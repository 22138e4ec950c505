import { sql } from '@payloadcms/db-postgres/drizzle'
import type { LimitedUser } from '../options/limitOptions.js'
import type { Settings } from '../options/Settings.js'
import { type Budget, budgetsFor, windowEnd } from './budgetLimits.js'
import { keyInSql, keyOf, today } from './counters.js'
import type { LimitStore } from './limitStore.js'

interface ReadBudgets {
  settings: Settings
  store: LimitStore
  who: LimitedUser
}

/** How much of a budget is there and how much is gone; `reserved` is for calls under way. */
interface Left {
  readonly limit: number
  readonly used: number
  readonly reserved: number
  readonly left: number
}

export interface BudgetLeft {
  readonly scope: 'user' | 'role' | 'site'
  readonly window: 'day' | 'month'
  /** When all of it is there again. */
  readonly opensAt: string
  readonly tokens?: Left
  readonly costUsd?: Left
}

/**
 * What `GET /generation/limits` answers of the budgets that bind a user. Of one that nothing was asked of in this window
 * nothing is used, unless it is new: then what was used before counts once its first call is made.
 */
export const readBudgets = async ({ settings, store, who }: ReadBudgets): Promise<readonly BudgetLeft[]> => {
  const budgets = budgetsFor(settings, who)
  const { rows } = await store.db.execute(sql`
    select ${today} as day, key, spent_tokens, spent_micro_usd, reserved_tokens, reserved_micro_usd
    from (values (1)) one left join ${store.budgets} on key in (
      select ${keyInSql.of({ prefix: sql`prefix`, window: sql`"window"`, day: today })}
      from jsonb_to_recordset(${JSON.stringify(budgets)}::jsonb) as budget (prefix text, "window" text)
    )
  `)
  const day = String(rows[0]?.day)
  return budgets.flatMap((budget) => leftOf(budget, day, rows))
}

const leftOf = (budget: Budget, day: string, rows: readonly Record<string, unknown>[]): BudgetLeft[] => {
  const { scope, window, limit } = budget
  const opens = windowEnd(window, day)
  if (scope === 'run' || window === 'run' || !opens) return []
  const key = keyOf(budget, day)
  const row = rows.find((one) => one.key === key)
  const of = (most: number, unit: 'tokens' | 'micro_usd'): Left => {
    const value = (name: string) => Number(row?.[`${name}_${unit}`] ?? 0) / (unit === 'tokens' ? 1 : 1_000_000)
    const [used, reserved] = [value('spent'), value('reserved')]
    return { limit: most, used, reserved, left: Math.max(0, most - used - reserved) }
  }
  return [
    {
      ...{ scope, window, opensAt: opens.toISOString() },
      ...(limit.tokens === undefined ? {} : { tokens: of(limit.tokens, 'tokens') }),
      ...(limit.costUsd === undefined ? {} : { costUsd: of(limit.costUsd, 'micro_usd') }),
    },
  ]
}

export interface SpentOfBudget {
  /** See `budgetName`. */
  name: string
  /** What was spent, and what is reserved for calls under way. */
  tokens: number
  microUsd: number
}

/** What was spent of the budgets of the site and of roles, today and this month in UTC. */
export const readSpentOfBudgets = async ({
  db,
  budgets,
}: Pick<LimitStore, 'db' | 'budgets'>): Promise<SpentOfBudget[]> => {
  const { rows } = await db.execute(sql`
    select ${keyInSql.budgetName(sql`key`)} as name, spent_tokens + reserved_tokens as tokens,
      spent_micro_usd + reserved_micro_usd as micro_usd
    from ${budgets}
    where (${keyInSql.isOf(sql`key`, 'site')} or ${keyInSql.isOf(sql`key`, 'role')}) and ${keyInSql.isOpen(sql`key`)}
  `)
  return rows.map(({ name, tokens, micro_usd }) => ({
    name: String(name),
    tokens: Number(tokens),
    microUsd: Number(micro_usd),
  }))
}
