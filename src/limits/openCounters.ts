import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Provider } from '../model/Provider.js'
import { microUsdOf } from './budgetLimits.js'
import { type Counter, ownerOf } from './counters.js'
import type { LimitStore } from './limitStore.js'
import { costOfUsage } from './usage/usage.js'

type Store = LimitStore & { readonly logs: SQL }

interface OpenCounters {
  /** Those that are not there yet. */
  counters: readonly Counter[]
  /** Today, as the keys have it. */
  day: string
}

/**
 * Opens the counters of a window in which nothing was used yet, and in which no call is under way: most of all. Those that
 * are there already stay.
 */
export const openEmptyCounters = async (store: Store, { counters, day }: OpenCounters): Promise<void> => {
  for (const counter of counters) {
    if (await isUsed(store, counter, day)) continue
    await insertCounter(store, counter.key, { tokens: 0, microUsd: 0 })
  }
}

/**
 * Opens counters of which something was used before there was such a budget, as when an option is new. In a transaction, which
 * keeps every other statement that moves a counter out until it ends: what each of them keeps is either in the sum or finds
 * the counter. Calls that are under way meanwhile count when they end.
 */
export const openUsedCounters = async (
  store: Store,
  { counters, day, providers }: OpenCounters & { providers: readonly Provider[] },
): Promise<void> => {
  const { db, budgets } = store
  await db.execute(sql`lock table ${budgets} in share row exclusive mode`)
  for (const counter of counters)
    await insertCounter(store, counter.key, await usedOf(store, { counter, day, providers }))
}

const insertCounter = async (
  { db, budgets, newId }: Store,
  key: string,
  { tokens, microUsd }: { tokens: number; microUsd: number },
): Promise<void> => {
  await db.execute(sql`
    insert into ${budgets} (id, key, spent_tokens, spent_micro_usd, reserved_tokens, reserved_micro_usd, created_at, updated_at)
    values (${newId()}, ${key}, ${tokens}, ${microUsd}, 0, 0, now(), now())
    on conflict (key) do nothing
  `)
}

/** Which rows of `generation-usage` a counter adds up. */
const usageOf = (counter: Counter, day: string): SQL => {
  const days =
    counter.window === 'day'
      ? sql`day = ${day}`
      : sql`day between ${`${day.slice(0, 7)}-01`} and ${`${day.slice(0, 7)}-31`}`
  const { whose } = ownerOf(counter.key)
  if (counter.scope === 'user') return sql`${days} and user_key = ${whose}`
  return counter.scope === 'role' ? sql`${days} and role = ${whose}` : days
}

const isUsed = async ({ db, steps, usage, logs }: Store, counter: Counter, day: string): Promise<boolean> => {
  const { whose } = ownerOf(counter.key)
  const span = counter.window === 'day' ? day : day.slice(0, 7)
  const underWay = sql`select from ${steps}, jsonb_each(reservations) entry
    where status = 'running' and reservations is not null`
  const ofWho = {
    user: sql`entry.value ->> 'userKey' = ${whose}`,
    role: sql`entry.value ->> 'role' = ${whose}`,
    site: sql`true`,
  }
  const { rows } =
    counter.scope === 'run'
      ? await db.execute(sql`
        select exists (select from ${logs} where run_id = ${whose} and type = 'attempt')
          or exists (${underWay} and run_id = ${whose}) as is_used`)
      : await db.execute(sql`
        select exists (select from ${usage} where ${usageOf(counter, day)})
          or exists (${underWay} and starts_with(entry.value ->> 'day', ${span}) and ${ofWho[counter.scope]}) as is_used`)
  return rows[0]?.is_used === true
}

interface UsedOf {
  counter: Counter
  day: string
  providers: readonly Provider[]
}

/** What was used, at today's prices; what nobody told counts as it was reserved. */
const usedOf = async (
  { db, usage, logs }: Store,
  { counter, day, providers }: UsedOf,
): Promise<{ tokens: number; microUsd: number }> => {
  const isRun = counter.scope === 'run'
  const rowsOf = isRun
    ? sql`${logs} where run_id = ${ownerOf(counter.key).whose} and type = 'attempt'`
    : sql`${usage} where ${usageOf(counter, day)}`
  const { rows } = await db.execute(sql`
    select provider, model, coalesce(service_tier, 'normal') as tier, sum(prompt_tokens) as prompt, sum(cached_tokens) as cached,
      sum(cache_write_tokens) as written, sum(completion_tokens) as completion, sum(untold_tokens) as untold,
      sum(untold_micro_usd) as untold_micro_usd
    from ${rowsOf} group by 1, 2, 3
  `)
  const used = { tokens: 0, microUsd: 0 }
  for (const row of rows) {
    const count = (name: string) => Number(row[name] ?? 0)
    const [promptTokens, completionTokens, untoldMicroUsd] = [
      count('prompt'),
      count('completion'),
      count('untold_micro_usd'),
    ]
    const cost = costOfUsage(providers, {
      ...{ provider: String(row.provider), model: String(row.model), serviceTier: String(row.tier), promptTokens },
      ...{ completionTokens, cachedTokens: count('cached'), cacheWriteTokens: count('written'), untoldMicroUsd },
    })
    used.tokens += promptTokens + completionTokens + count('untold')
    used.microUsd += microUsdOf(cost ?? untoldMicroUsd / 1_000_000)
  }
  return used
}
