import { sql } from '@payloadcms/db-postgres/drizzle'
import { expect } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import type { TestPayload } from '../helpers/startTestPayload.js'

/** Counters by key, and what the ledger and the sums of usage have of all calls. Money in millionths of a dollar. */
export const readSpending = async ({ payload }: Pick<TestPayload, 'payload'>) => {
  const db = poolOf(payload)
  const read = async (query: ReturnType<typeof sql>) =>
    (await db.execute(query)).rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, name === 'key' ? String(value) : Number(value)]),
      ),
    )
  const counters = await read(sql`
    select key, spent_tokens as "spentTokens", spent_micro_usd as "spentMicroUsd", reserved_tokens as "reservedTokens",
      reserved_micro_usd as "reservedMicroUsd" from generation_budgets order by key`)
  const [ledger] = await read(sql`
    select count(*) as calls, coalesce(sum(coalesce(prompt_tokens + completion_tokens, untold_tokens, 0)), 0) as tokens,
      count(*) filter (where outcome = 'lost') as lost
    from generation_logs where type = 'attempt'`)
  const [usage] = await read(sql`
    select coalesce(sum(calls), 0) as calls, coalesce(sum(prompt_tokens + completion_tokens + untold_tokens), 0) as tokens,
      coalesce(sum(outcomes_lost), 0) as lost from generation_usage`)
  const [reservations] = await read(sql`
    select count(*) as count from generation_steps s, jsonb_each(s.reservations)`)
  return { counters, ledger, usage, underWay: reservations?.count ?? 0 }
}

/** Nothing is reserved any more, and what was spent by all together is what the ledger says. */
export const expectSettled = async (host: Pick<TestPayload, 'payload'>): Promise<void> => {
  const { counters, ledger, usage, underWay } = await readSpending(host)
  expect(underWay).toBe(0)
  expect(usage).toEqual(ledger)
  expect(counters.length).toBeGreaterThan(0)
  for (const { key, spentTokens, ...counter } of counters) {
    expect(counter, `of ${key}`).toMatchObject({ reservedTokens: 0, reservedMicroUsd: 0 })
    if (String(key).startsWith('site:')) expect(spentTokens, `of ${key}`).toBe(ledger?.tokens)
  }
}
