import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf, postgres } from '../../../../src/database/adapter.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { claimStep } from '../../../../src/runs/sql/claims.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import { insertWakeUps, takeWakeUp } from '../../../../src/runs/sql/wakeUps.js'
import { waitFor } from '../../../shared/waitFor.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'

interface Wait {
  /** Default: the system. */
  requester?: string
  steps?: number
  priority?: number
  /** Default: the order in which they are made. */
  ageSeconds?: number
  status?: 'running' | 'paused' | 'failed'
  /** Default: due already. */
  dueInSeconds?: number
}

let host: TestPayload
let made = 0
const db = () => poolOf(host.payload)
const store = () => poolStore(host.payload, settingsOf(host.payload))

beforeAll(async () => {
  host = await startTestPayload()
})
afterAll(() => host?.stop())
afterEach(async () => {
  await db().execute(sql`delete from ${store().steps}`)
  await db().execute(sql`delete from ${store().runs}`)
  await db().execute(sql`delete from ${store().jobs}`)
})

/** A run whose steps wait; gives its id. */
const wait = async (given: Wait = {}): Promise<unknown> => {
  const { requester = 'system', steps = 1, priority = 0, status = 'running', dueInSeconds = -1 } = given
  made += 1
  const { ageSeconds = 10_000 - made } = given
  const { rows } = await db().execute(sql`
    with run as (
      insert into ${store().runs} (kind, input, status, created_at, updated_at)
      values ('drillSeries', '{}', ${status}, now(), now()) returning id
    )
    insert into ${store().steps} (run_id, requester_key, rank, "index", kind, status, run_after, created_at, updated_at)
    select run.id, ${requester}::text, ${-priority}::int, i, 'generate', 'queued',
      now() + ${dueInSeconds}::int * interval '1 second', now() - ${ageSeconds}::int * interval '1 second', now()
    from run, generate_series(1, ${steps}::int) i
    returning run_id`)
  return rows[0]?.run_id
}
const claim = () => claimStep(store(), { owner: 'test', leaseSeconds: 60 })
const claimedRun = async () => (await claim())?.run

test('the highest priority goes first, whoever asks', async () => {
  const ordinary = await wait({ requester: '1' })
  const urgent = await wait({ requester: '2', priority: 10 })
  const lessUrgent = await wait({ requester: '1', priority: 2 })
  expect([await claimedRun(), await claimedRun(), await claimedRun()]).toEqual([urgent, lessUrgent, ordinary])
})

test('a step tells the priority of its run', async () => {
  await wait({ priority: 7 })
  await wait()
  expect([(await claim())?.priority, (await claim())?.priority]).toEqual([7, 0])
})

test('of requesters with equally many steps running the oldest step goes first', async () => {
  const younger = await wait({ requester: 'a', ageSeconds: 10 })
  const older = await wait({ requester: 'b', ageSeconds: 20 })
  expect([await claimedRun(), await claimedRun()]).toEqual([older, younger])
})

test('whoever has the fewest steps running goes first, the system too, however many steps another queued before', async () => {
  const many = await wait({ requester: '1', steps: 500 })
  expect([await claimedRun(), await claimedRun(), await claimedRun()]).toEqual([many, many, many])
  const other = await wait({ requester: '2', steps: 2 })
  const system = await wait({ steps: 2 })
  const next = []
  for (let claims = 0; claims < 4; claims += 1) next.push(await claimedRun())
  expect(next).toEqual([other, system, other, system])
  expect(await claimedRun()).toBe(many)
})

test('the steps of one run go in their order', async () => {
  await wait({ steps: 12 })
  const indices = []
  for (let claims = 0; claims < 12; claims += 1) indices.push((await claim())?.index)
  expect(indices).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})

test.each([
  ['where there is room for more runs', 100_000],
  ['where there is none', 1],
])('of one run a step that was opened later and stands before the others goes first, %s', async (_, maxRunning) => {
  const run = await wait({ steps: 3, ageSeconds: 60 })
  await db().execute(sql`
    update ${store().steps} set created_at = created_at - interval '1 second' where run_id = ${run} and "index" = 3`)
  const settings = settingsOf(host.payload)
  const limited = poolStore(host.payload, { ...settings, limits: { ...settings.limits, maxRunning } })
  const indices = []
  for (let claims = 0; claims < 3; claims += 1)
    indices.push((await claimStep(limited, { owner: 'test', leaseSeconds: 60 }))?.index)
  expect(indices).toEqual([3, 1, 2])
})

test('steps of a paused or ended run and steps that wait for their time hide none behind them', async () => {
  await wait({ status: 'paused', priority: 10 })
  await wait({ status: 'failed', priority: 10 })
  await wait({ dueInSeconds: 60, priority: 10 })
  await wait({ requester: '1', status: 'paused' })
  const ready = await wait()
  expect(await claimedRun()).toBe(ready)
  expect(await claim()).toBeUndefined()
})

test("a step that somebody has locked hides neither its requester's next nor anybody else's", async () => {
  const { pool } = postgres(host.payload)
  const locked = await wait({ steps: 2 })
  const other = await wait({ requester: '2' })
  const client = await pool.connect()
  await client.query('begin')
  await client.query('select id from generation_steps where "index" = 1 and run_id = $1 for update', [locked])
  try {
    expect(await claimedRun()).toBe(other)
    expect(await claim()).toMatchObject({ run: locked, index: 2 })
    expect(await claim()).toBeUndefined()
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('forty claims at one instant get forty different steps, the urgent ones among them, and no requester is left out', async () => {
  for (const requester of ['1', '2', '3', '4']) {
    await wait({ requester, steps: 100 })
    await wait({ requester, steps: 6, priority: 5 })
  }
  const few = await wait({ requester: '5', priority: 5 })
  await wait({ requester: '6', steps: 100 })
  const claims = await Promise.all(Array.from({ length: 40 }, claim))
  expect(new Set(claims.map((step) => step?.id)).size).toBe(40)
  expect(claims.filter((step) => step?.priority === 5)).toHaveLength(25)
  expect(claims.map((step) => step?.run)).toContain(few)
})

test('wake-ups that wait for their time hide none that is due, nor the other way round', async () => {
  const { jobs } = store()
  await insertWakeUps(store(), { count: 3, delayMs: 3_600_000 })
  await insertWakeUps(store(), { count: 1 })
  await insertWakeUps(store(), { count: 1, delayMs: 1 })
  const left = async () => (await db().execute(sql`select id from ${jobs} order by id`)).rows.map(({ id }) => id)
  const [first, second, third, now, soon] = await left()
  expect(await takeWakeUp(store())).toBe(true)
  expect(await left()).not.toContain(now)
  await waitFor('the next one to be due', () => takeWakeUp(store()))
  expect(await left()).not.toContain(soon)
  expect(await takeWakeUp(store())).toBe(false)
  expect(await left()).toEqual([first, second, third])
})
