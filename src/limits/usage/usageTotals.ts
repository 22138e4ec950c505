import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Provider } from '../../model/Provider.js'
import type { LimitStore } from '../limitStore.js'
import { readUsage, type UsageRow } from './readUsage.js'
import { usageSums } from './usage.js'

type Store = Pick<LimitStore, 'db' | 'usage'>

/** Usage of all time, by kind, provider and model. */
export type UsageTotals = readonly UsageRow[]

/** A statement that was slow to commit may be that much older than when it is seen. */
const slowestCommit = '10 minutes'

/**
 * Adds up all usage there is, again and again, without reading all of it again: days are kept, and only those are read anew
 * of which a row has changed since, which is today's alone but for corrections. So all processes come to the same sums,
 * which never become less.
 */
export const createUsageTotals = (providers: readonly Provider[]): ((store: Store) => Promise<UsageTotals>) => {
  const days = new Map<string, readonly UsageRow[]>()
  let lookedAt: string | undefined
  return async (store) => {
    const { now, changed } = await findChangedDays(store, lookedAt)
    // Month by month, so that none has too many rows.
    for (const { from, to } of spansOf(changed)) {
      const { rows } = await readUsage(store, providers, { from, to, by: ['day', 'kind', 'provider', 'model'] })
      for (const day of new Set(rows.map(({ of }) => of.day))) {
        if (day)
          days.set(
            day,
            rows.filter(({ of }) => of.day === day),
          )
      }
    }
    lookedAt = now
    return addUp([...days.values()].flat())
  }
}

/** In their order, and what the time was then, by the database's clock. */
const findChangedDays = async (
  { db, usage }: Store,
  since: string | undefined,
): Promise<{ now: string; changed: string[] }> => {
  const isNew =
    since === undefined
      ? sql`true`
      : sql`updated_at > ${since}::timestamptz - ${sql.raw(`interval '${slowestCommit}'`)}`
  const { rows } = await db.execute(sql`
    select now()::text as now, array(select distinct day from ${usage} where ${isNew} order by day) as changed
  `)
  const changed: unknown = rows[0]?.changed
  return { now: String(rows[0]?.now), changed: Array.isArray(changed) ? changed.map(String) : [] }
}

/** From the first to the last day of each month. */
const spansOf = (ordered: readonly string[]): { from: string; to: string }[] => {
  const spans = new Map<string, { from: string; to: string }>()
  for (const day of ordered) {
    const month = day.slice(0, 7)
    spans.set(month, { from: spans.get(month)?.from ?? day, to: day })
  }
  return [...spans.values()]
}

type Sum = { -readonly [name in keyof UsageRow]: UsageRow[name] } & { outcomes: Record<string, number> }

const addUp = (rows: readonly UsageRow[]): UsageTotals => {
  const sums = new Map<string, Sum>()
  for (const row of rows) {
    const { day, ...of } = row.of
    const key = JSON.stringify(of)
    const sum = sums.get(key)
    if (!sum) {
      sums.set(key, { ...row, of, outcomes: { ...row.outcomes } })
      continue
    }
    for (const name of numbers) sum[name] += row[name]
    for (const [name, count] of Object.entries(row.outcomes)) sum.outcomes[name] = (sum.outcomes[name] ?? 0) + count
    sum.cost = sum.cost === null || row.cost === null ? null : sum.cost + row.cost
  }
  return [...sums.values()]
}

/** What adds up in a row; micro-dollars stand there as money. */
const numbers = [
  ...usageSums.filter((name): name is Exclude<typeof name, 'untoldMicroUsd'> => name !== 'untoldMicroUsd'),
  'untoldCost',
] as const satisfies readonly (keyof UsageRow)[]
