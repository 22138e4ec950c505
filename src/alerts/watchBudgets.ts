import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { type Budget, budgetsOf, microUsdOf } from '../limits/budgetLimits.js'
import { isKeyOf, keyInSql, ownerOf, today } from '../limits/counters.js'
import type { Settings } from '../options/Settings.js'
import type { Alert } from '../runs/alerts.js'
import { poolStore, type RunStore } from '../runs/sql/store.js'

/**
 * Which budgets of users, roles and the site are nearly used up, or have kept a run from going on. That of a run is its
 * requester's matter, who sees it on the run.
 */
export const watchBudgets = async (payload: BasePayload, settings: Settings): Promise<Alert[]> => {
  const store = poolStore(payload, settings)
  const stopped = await readStopped(store)
  const found = stopped.map((one) => (one.needed > one.limit ? tooSmall(one) : alertOf(one, 100)))
  // A user has a counter of the day and one of the month, and may have to be looked up.
  const known = new Map<string, Promise<Budget[]>>()
  const budgetsFor = ({ userKey, role }: Counter): Promise<Budget[]> => {
    const whose = JSON.stringify([userKey, role])
    const budgets = known.get(whose) ?? budgetsOf(payload, settings, { userKey, role })
    known.set(whose, budgets)
    return budgets
  }
  for (const counter of await readCounters(store)) {
    for (const limit of limitsOf(counter, await budgetsFor(counter))) {
      const part = limit.used / limit.limit
      if (part >= 1) found.push(alertOf(limit, 100))
      else if (part >= settings.alerts.maxBudgetShare)
        found.push(alertOf(limit, Math.round(settings.alerts.maxBudgetShare * 100)))
    }
  }
  return found
}

type Unit = 'tokens' | 'costUsd'

/** A budget in one unit, and what of it was used. */
interface Used {
  /** Of its row: `user:5:day:2026-11-28`. */
  key: string
  window: string
  unit: Unit
  limit: number
  used: number
}

interface Stopped extends Used {
  /** The budget, of any day or month: `user:5:day`. */
  name: string
  /** The most that the next call may take. */
  needed: number
}

/**
 * As no call is made that may not fit, one that is used up stops short of its limit: it shows by the runs that wait for it.
 * Those of a window that is over wait no longer, unless their next call is more than the whole budget: no window helps them.
 */
const readStopped = async ({ db, runs }: RunStore): Promise<Stopped[]> => {
  const key = sql`paused_by ->> 'key'`
  const [limit, needed] = [sql`(paused_by ->> 'limit')::float8`, sql`coalesce((paused_by ->> 'needed')::float8, 0)`]
  const isTooSmall = sql`${needed} > ${limit}`
  const name = keyInSql.budgetName(sql`(${key})`)
  const budget = sql`${name}, paused_by ->> 'unit', ${isTooSmall}`
  const { rows } = await db.execute(sql`
    select distinct on (${budget}) ${name} as name, ${key} as key, paused_by ->> 'window' as "window", paused_by ->> 'unit' as unit,
      ${limit} as "limit", (paused_by ->> 'used')::float8 as used, ${needed} as needed
    from ${runs} where status = 'paused' and paused_for = 'budget' and paused_by ->> 'scope' in ('user', 'role', 'site')
      and (${isTooSmall} or ${keyInSql.isOpen(sql`(${key})`)})
    order by ${budget}, updated_at desc
  `)
  return rows.map(({ name, key, window, unit, limit, used, needed }) => ({
    name: String(name),
    key: String(key),
    window: String(window),
    unit: unit === 'costUsd' ? 'costUsd' : 'tokens',
    limit: Number(limit),
    used: Number(used),
    needed: Number(needed),
  }))
}

interface Counter {
  key: string
  tokens: number
  microUsd: number
  userKey: string
  role: string
}

/**
 * The counters of today and this month that have moved of late, with the role that their user had last; what has not moved was
 * looked at before.
 */
const readCounters = async ({ db, budgets, usage }: RunStore): Promise<Counter[]> => {
  const key = sql`key`
  const { rows } = await db.execute(sql`
    with moved as (
      select key, spent_tokens, spent_micro_usd, ${keyInSql.scope(key)} as scope, ${keyInSql.whose(key)} as whose
      from ${budgets} where updated_at > now() - interval '15 minutes' and ${keyInSql.isOpen(key)}
    )
    select key, spent_tokens, spent_micro_usd, case scope when 'user' then whose else 'system' end as user_key,
      case scope when 'role' then whose when 'user' then coalesce((
        select role from ${usage} where day = ${today} and user_key = moved.whose order by updated_at desc limit 1
      ), 'system') else 'system' end as role
    from moved
  `)
  return rows.map((row) => ({
    key: String(row.key),
    tokens: Number(row.spent_tokens),
    microUsd: Number(row.spent_micro_usd),
    userKey: String(row.user_key),
    role: String(row.role),
  }))
}

/** The limits that hold for a counter, each with what of it was used. */
const limitsOf = ({ key, tokens, microUsd }: Counter, budgets: readonly Budget[]): Used[] =>
  budgets
    .filter((budget) => isKeyOf(key, budget))
    .flatMap(({ window, limit }: Budget): Used[] => [
      ...(limit.tokens ? [{ key, window, unit: 'tokens' as const, limit: limit.tokens, used: tokens }] : []),
      ...(limit.costUsd
        ? [{ key, window, unit: 'costUsd' as const, limit: limit.costUsd, used: microUsd / microUsdOf(1) }]
        : []),
    ])

const alertOf = ({ key, window, unit, limit, used }: Used, percent: number): Alert => {
  const state = percent === 100 ? 'is used up' : `is used to ${percent} %`
  const next = percent === 100 ? ' Runs that need it wait until the window opens, or somebody raises it.' : ''
  return {
    // With its limit: when that is raised, it is another.
    cause: `budget:${key}:${percent}:${unit}:${limit}`,
    level: percent === 100 ? 'error' : 'warn',
    // Once in its window.
    quietHours: window === 'month' ? 31 * 24 : 24,
    message: `The budget of ${nameOf(key)} for this ${window} (UTC) ${state}: ${amountOf(unit, used)} of ${amountOf(unit, limit)}.${next}`,
  }
}

const tooSmall = ({ name, key, window, unit, limit, needed }: Stopped): Alert => ({
  cause: `budget:${name}:call:${unit}:${limit}`,
  level: 'error',
  // It stays so until somebody does something.
  quietHours: 31 * 24,
  message: `The budget of ${nameOf(key)} for a ${window} (UTC) is too small: a call may take up to ${amountOf(unit, needed)}, and the limit is ${amountOf(unit, limit)}. Runs that wait for it go on when somebody raises it.`,
})

const nameOf = (key: string): string => {
  const { scope, whose } = ownerOf(key)
  return scope === 'site' ? 'the site' : `${scope} ${whose}`
}

const amountOf = (unit: Unit, value: number): string =>
  unit === 'tokens'
    ? `${value.toLocaleString('en-US')} tokens`
    : `$${value.toLocaleString('en-US', { maximumFractionDigits: 2 })}`
