/**
 * What finding a plan costs in a cache of 1,000,000 against one of 1,000, and against reading a plan by its primary key; and
 * what counting the hit adds, which is a write. In turns in the same run; medians.
 *
 *   node --conditions=production --import tsx bench/content/planHit.ts [--json] [--plans 1000000]
 */
import { sql } from '@payloadcms/db-postgres/drizzle'
import { settingsOf } from '../../src/options/Settings.js'
import { countHit, findPlansOf, type PlanStore, planPool } from '../../src/plans/planStore.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { bench, median, timed } from '../report.js'

const FEW = 1000
const ROUNDS = 201
const targets = { timesFewPlans: 1.5, timesPrimaryKeyRead: 3 }

/** Five plans to an objective, as profiles and kits make them. */
const fill = async ({ db, plans }: PlanStore, from: number, to: number): Promise<void> => {
  await db.execute(sql`
    insert into ${plans} (
      key, shared_key, state, objective, format, objective_hash, profile_hash, kit_hash, curriculum_hash, hits, expires_at,
      created_at, updated_at
    )
    select hash, hash, 'ready', 'objective ' || n / 5, 'language', encode(sha256((n / 5)::text::bytea), 'hex'), hash, hash,
      hash, 0, now() + interval '1 day', now(), now()
    from (select n, encode(sha256(('plan ' || n)::bytea), 'hex') as hash from generate_series(${from}::int, ${to}::int) n) made
  `)
  await db.execute(sql`vacuum analyze ${plans}`)
}

const measure = async (store: PlanStore, count: number) => {
  const { db, plans } = store
  const someId = () => 1 + Math.floor(Math.random() * count)
  const times = { find: [] as number[], hit: [] as number[], primaryKey: [] as number[] }
  for (let round = -20; round < ROUNDS; round += 1) {
    const { rows } = await db.execute(sql`select id, objective_hash from ${plans} where id = ${someId()}`)
    const [plan] = rows
    if (!plan) throw new Error('A plan is missing.')
    const find = await timed(() => findPlansOf(store, String(plan.objective_hash)))
    const primaryKey = await timed(() => db.execute(sql`select * from ${plans} where id = ${someId()}`))
    const hit = await timed(() => countHit(store, Number(plan.id)))
    // The first rounds warm everything up.
    if (round < 0) continue
    times.find.push(find)
    times.primaryKey.push(primaryKey)
    times.hit.push(hit)
  }
  return { findMs: median(times.find), primaryKeyMs: median(times.primaryKey), countMs: median(times.hit) }
}

await bench({ plans: 1_000_000 }, async ({ plans }) => {
  const host = await startTestPayload()
  try {
    const store = planPool(host.payload, settingsOf(host.payload))
    await fill(store, 1, FEW)
    const few = await measure(store, FEW)
    process.stderr.write(`Filling the cache with ${plans} plans …\n`)
    await fill(store, FEW + 1, plans)
    const many = await measure(store, plans)
    const timesFewPlans = (many.findMs + many.countMs) / (few.findMs + few.countMs)
    const timesPrimaryKeyRead = many.findMs / many.primaryKeyMs
    const line = (name: string, { findMs, primaryKeyMs, countMs }: typeof few) =>
      `${name}: found in ${findMs.toFixed(2)} ms, counted in ${countMs.toFixed(2)} ms; by primary key ${primaryKeyMs.toFixed(2)} ms`
    return {
      figures: { plans, few, many, timesFewPlans, timesPrimaryKeyRead, targets },
      isMet: timesFewPlans <= targets.timesFewPlans && timesPrimaryKeyRead <= targets.timesPrimaryKeyRead,
      text: [
        line(`${FEW} plans`, few),
        line(`${plans} plans`, many),
        `A hit costs ${timesFewPlans.toFixed(2)}x what it costs among ${FEW} (target: at most ${targets.timesFewPlans}x);`,
        `finding it ${timesPrimaryKeyRead.toFixed(2)}x a primary-key read (target: at most ${targets.timesPrimaryKeyRead}x).`,
      ].join('\n'),
    }
  } finally {
    await host.stop()
  }
})
