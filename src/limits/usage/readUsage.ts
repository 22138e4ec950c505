import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { RequestError } from '../../errors.js'
import type { Provider } from '../../model/Provider.js'
import type { LimitStore } from '../limitStore.js'
import { costOfUsage, type UsageSums, usageOutcomes, usageSums } from './usage.js'

/** What usage may be added up by, and the column that says it. */
const dimensions = {
  day: sql`day`,
  month: sql`left(day, 7)`,
  user: sql`user_key`,
  role: sql`role`,
  kind: sql`kind`,
  section: sql`section`,
  provider: sql`provider`,
  model: sql`model`,
  tier: sql`service_tier`,
} satisfies Record<string, SQL>

export type UsageDimension = keyof typeof dimensions

export const usageDimensions = Object.keys(dimensions) as UsageDimension[]

export interface UsageQuery {
  /** Days in UTC, `2026-11-28`, both included. Default: the last 30 days, by the database's clock. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** In the order of the rows. None: one row for everything. */
  readonly by: readonly UsageDimension[]
}

export interface UsageRow extends Omit<UsageSums, 'untoldMicroUsd'> {
  /** What it was added up by; `system` is the user of our own code. */
  readonly of: Readonly<Partial<Record<UsageDimension, string>>>
  /** Calls by how they ended; those that never occurred are left out. */
  readonly outcomes: Readonly<Record<string, number>>
  /** US dollars at today's prices, what nobody told of included; `null` where a model has no price. */
  readonly cost: number | null
  /** Of `cost`, what nobody told: at most. */
  readonly untoldCost: number
}

export interface Usage {
  readonly from: string
  readonly to: string
  readonly rows: readonly UsageRow[]
}

/** What a query without `from` looks back on, today included. */
const usualDays = 30

/** What one answer holds; more is for the database's own tools. */
const mostGroups = 50_000

const columnOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const sumOf = (column: string, name: string): SQL =>
  sql`sum(${sql.identifier(column)})::float8 as ${sql.identifier(name)}`

const sums = sql.join(
  [
    ...usageSums.map((name) => sumOf(columnOf(name), name)),
    ...usageOutcomes.map((name) => sumOf(`outcomes_${columnOf(name)}`, `outcome:${name}`)),
  ],
  sql`, `,
)

const bounds = z.object({ first: z.string(), last: z.string() })

/**
 * Adds usage up, in one statement; money by each model's own price of today.
 *
 * @throws RequestError 400 when there would be too many rows, or none could be between the days
 */
export const readUsage = async (
  { db, usage }: Pick<LimitStore, 'db' | 'usage'>,
  providers: readonly Provider[],
  { from, to, by }: UsageQuery,
): Promise<Usage> => {
  const own = by.map((name) => sql`${dimensions[name]} as ${sql.identifier(`by:${name}`)}`)
  const groups = [...own, sql`provider`, sql`model`, sql`service_tier`]
  const last = sql`coalesce(${to ?? null}, to_char(now() at time zone 'utc', 'YYYY-MM-DD'))`
  const { rows } = await db.execute(sql`
    with span as (
      select coalesce(${from ?? null}, to_char(${last}::date - ${usualDays - 1}::int, 'YYYY-MM-DD')) as first, ${last} as last
    ), added as (
      select ${sql.join(groups, sql`, `)}, ${sums} from ${usage}, span where day between span.first and span.last
      group by ${sql.join(
        groups.map((_, index) => sql.raw(String(index + 1))),
        sql`, `,
      )}
      order by ${sql.join(
        groups.map((_, index) => sql.raw(String(index + 1))),
        sql`, `,
      )}
      limit ${mostGroups + 1}
    )
    select span.first, span.last, added.* from span left join added on true
  `)
  const span = bounds.parse(rows[0])
  if (span.first > span.last) throw wrongSpan(span)
  if (rows.length > mostGroups) throw tooMany(by)
  const found = rows.filter(({ calls }) => calls !== null)
  return { from: span.first, to: span.last, rows: merged(found, by, providers) }
}

const wrongSpan = ({ first, last }: z.output<typeof bounds>): RequestError =>
  new RequestError(400, `from is ${first}, after to, which is ${last}: give an earlier day.`, {
    code: 'invalid_query',
    ...{ path: 'from', from: first, to: last },
  })

const tooMany = (by: readonly UsageDimension[]): RequestError =>
  new RequestError(
    400,
    `By ${by.join(', ')} there are more than ${mostGroups} rows: give a shorter span, or add up by less.`,
    { code: 'too_many_rows', max: mostGroups },
  )

/** Rows are by model and tier, for the sake of prices; those that differ in nothing else are one. */
const merged = (
  rows: readonly Record<string, unknown>[],
  by: readonly UsageDimension[],
  providers: readonly Provider[],
): UsageRow[] => {
  const byGroup = new Map<string, UsageRow>()
  for (const row of rows) {
    const read = rowOf(row, by, providers)
    const id = JSON.stringify(Object.values(read.of))
    const before = byGroup.get(id)
    byGroup.set(id, before ? add(before, read) : read)
  }
  return [...byGroup.values()]
}

const rowOf = (
  row: Record<string, unknown>,
  by: readonly UsageDimension[],
  providers: readonly Provider[],
): UsageRow => {
  const { untoldMicroUsd, ...numbers } = numbersOf(usageSums, (name) => Number(row[name]))
  const outcomes = numbersOf(usageOutcomes, (name) => Number(row[`outcome:${name}`]))
  const { provider, model, service_tier: serviceTier } = row
  return {
    of: Object.fromEntries(by.map((name) => [name, String(row[`by:${name}`])])),
    ...numbers,
    outcomes: Object.fromEntries(Object.entries(outcomes).filter(([, count]) => count > 0)),
    cost: costOfUsage(providers, {
      ...{ provider: String(provider), model: String(model), serviceTier: String(serviceTier) },
      ...{ ...numbers, untoldMicroUsd },
    }),
    untoldCost: untoldMicroUsd / 1_000_000,
  }
}

const add = (one: UsageRow, other: UsageRow): UsageRow => ({
  of: one.of,
  ...numbersOf(shownSums, (name) => one[name] + other[name]),
  outcomes: numbersOf([...new Set([...Object.keys(one.outcomes), ...Object.keys(other.outcomes)])], (name) =>
    [one, other].reduce((sum, { outcomes }) => sum + (outcomes[name] ?? 0), 0),
  ),
  cost: one.cost === null || other.cost === null ? null : one.cost + other.cost,
  untoldCost: one.untoldCost + other.untoldCost,
})

const shownSums = usageSums.filter((name) => name !== 'untoldMicroUsd')

const numbersOf = <Name extends string>(names: readonly Name[], read: (name: Name) => number) =>
  Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, number>
