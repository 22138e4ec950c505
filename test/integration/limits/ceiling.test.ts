import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import type { Worker } from '../../../src/index.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { sweep } from '../../../src/runs/sweep.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { control } from '../runs/helpers/control.js'
import { Gate } from '../runs/helpers/Gate.js'
import { readRun } from '../runs/helpers/readRun.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'

const maxRunning = 2
const waiting = 'It waits until there is room: 2 runs are being worked on, as many as may be at once.'
const answers = new Gate()
let host: TestPayload
const workers: Worker[] = []
let most = 0

beforeAll(async () => {
  host = await startTestPayload({ options: { limits: { maxRunning } }, model: { respond: () => answers.pass() } })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  // The database itself says how many are worked on at once, whenever one begins.
  await execute(sql`create table most_running (count int)`)
  await execute(sql`
    create function note_running() returns trigger language plpgsql as $$ begin
      insert into most_running select count(*) from generation_runs where status in ('planning', 'running');
      return null;
    end $$`)
  await execute(sql`
    create trigger note_running after update of status on generation_runs for each row execute function note_running()`)
})
afterAll(() => host?.stop())
beforeEach(() => answers.close())
afterEach(async () => {
  answers.open()
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  most = Number((await execute(sql`select coalesce(max(count), 0) as most from most_running`))[0]?.most)
  expect(most).toBeLessThanOrEqual(maxRunning)
  await execute(sql`delete from most_running`)
  await host.payload.delete({ collection: 'generation-runs', where: {} })
})

const execute = async (query: ReturnType<typeof sql>) => (await poolOf(host.payload).execute(query)).rows
/** Without sweeps, so that nothing but wake-ups has a run that waits begin. */
const work = (count = 2) => {
  for (let index = 0; index < count; index += 1)
    workers.push(host.work({ concurrency: 5, pollMs: 1000, sweepMs: 3_600_000 }))
}
const statusOf = async (id: number | string) => (await readRun(host, id)).run.status
const working = async () =>
  (await execute(sql`select id from generation_runs where status in ('planning', 'running') order by id`)).map(
    ({ id }) => id,
  )
const small = { targetDrillCount: 5 }

test('more runs than may be wait, say why, and begin as others end, pause, are cancelled or deleted', async () => {
  const runs = []
  for (let count = 0; count < 7; count += 1) runs.push((await requestRun(host, { ...small, seed: count })).id)
  work()
  await waitFor('calls of two runs', () => answers.arrivals === 2)
  const begun = await working()
  expect(begun).toHaveLength(maxRunning)
  const [third = 0] = runs.filter((id) => !begun.includes(id))
  const looked = await host.payload.findByID({ collection: 'generation-runs', id: third, depth: 0 })
  expect(looked).toMatchObject({ status: 'queued', waiting })
  const selected = { collection: 'generation-runs', id: third, depth: 0, select: { waiting: true } } as const
  expect(await host.payload.findByID(selected)).toMatchObject({ waiting })
  expect(await host.payload.findByID({ collection: 'generation-runs', id: Number(begun[0]), depth: 0 })).toMatchObject({
    waiting: null,
  })

  await control(host, Number(begun[0]), 'cancel')
  await waitFor('the next', () => answers.arrivals === 3)
  await control(host, Number(begun[1]), 'pause')
  await waitFor('the next but one', () => answers.arrivals === 4)
  const [gone] = await working()
  await host.payload.delete({ collection: 'generation-runs', id: Number(gone) })
  await waitFor('one more', () => answers.arrivals === 5)
  await control(host, Number(begun[1]), 'resume')
  answers.open()
  for (const id of runs) {
    if (id === gone) continue
    const { run } = await runEnded(host, id)
    expect(run.status).toBe(id === begun[0] ? 'cancelled' : 'completed')
    expect(run).toMatchObject({ waiting: null })
  }
})

test('a run that is resumed or retried waits for room like others', async () => {
  const first = (await requestRun(host, small)).id
  await control(host, first, 'pause')
  const others = []
  for (let count = 0; count < 2; count += 1) others.push((await requestRun(host, { ...small, seed: 10 + count })).id)
  work()
  await waitFor('two runs', () => answers.arrivals === 2)
  await control(host, first, 'resume')
  expect(await statusOf(first)).toBe('queued')
  answers.open()
  for (const id of [...others, first]) expect((await runEnded(host, id)).run.status).toBe('completed')
})

test('the time of a run that waits for room does not run, though there was room when it was last looked', async () => {
  const runs = []
  for (let count = 0; count < 3; count += 1) runs.push((await requestRun(host, { ...small, seed: 15 + count })).id)
  // With room: each is given a deadline for its first step.
  await sweep(host.payload, settingsOf(host.payload), new Map())
  work(1)
  await waitFor('two runs', () => answers.arrivals === 2)
  const begun = await working()
  const [waits = 0] = runs.filter((id) => !begun.includes(id))
  await execute(sql`update generation_runs set deadline_at = now() - interval '1 minute' where id = ${waits}`)
  // Seen overdue for long.
  await sweep(host.payload, settingsOf(host.payload), new Map([[waits, Number.NEGATIVE_INFINITY]]))
  expect(await statusOf(waits)).toBe('queued')
  answers.open()
  for (const id of runs) expect((await runEnded(host, id)).run.status).toBe('completed')
})

test('nobody waits behind another’s hundred, and the urgent go first', async () => {
  const requester = async (name: string) => {
    const data = { email: `${name}@host.test`, password: 'coursewright', role: 'admin' as const }
    return host.payload.create({ collection: 'users', data })
  }
  const [one, two] = [await requester('one'), await requester('two')]
  const request = (user: typeof one, seed: number, priority = 0) =>
    host.payload.create({
      collection: 'generation-runs',
      data: { kind: 'drillSeries', input: { ...small, phases: ['opening'], seed }, priority },
      user: { ...user, collection: 'users' },
      overrideAccess: false,
      depth: 0,
    })
  await execute(sql`delete from generation_admissions`)
  const many = []
  for (let count = 0; count < 9; count += 1) many.push((await request(one, 20 + count)).id)
  work()
  await waitFor('two runs of one user', () => answers.arrivals === 2)
  const other = (await request(two, 30)).id
  const begun = await working()
  const rest = many.filter((id) => !begun.includes(id))
  await control(host, Number((await working())[0]), 'cancel')
  await waitFor('the run of the other user', async () => (await working()).includes(other))
  const urgent = (await request(one, 31, 9)).id
  await control(host, Number((await working())[0]), 'cancel')
  await waitFor('the urgent one', async () => (await working()).includes(urgent))
  for (const id of rest) expect(await statusOf(id)).toBe('queued')
})

test('at one instant no more begin than may, however many workers have claimed a first step', async () => {
  answers.open()
  const runs = []
  for (let count = 0; count < 16; count += 1) runs.push((await requestRun(host, { ...small, seed: 40 + count })).id)
  work(4)
  for (const id of runs) {
    const { run, steps } = await runEnded(host, id)
    expect(run.status).toBe('completed')
    // That there was no room is no try.
    for (const { claims } of steps) expect(claims).toBe(1)
  }
})

test('the sweeper wakes what waits where a wake-up was lost, and adds none while there is no room', async () => {
  const runs = []
  for (let count = 0; count < 4; count += 1) runs.push((await requestRun(host, { ...small, seed: 60 + count })).id)
  work(1)
  await waitFor('two runs', () => answers.arrivals === 2)
  workers.push(host.work({ concurrency: 1, sweepMs: 50 }))
  await waitFor('an empty queue', async () => (await execute(sql`select id from payload_jobs`)).length === 0)
  answers.open()
  // As a process does that dies before it tells.
  await execute(sql`delete from payload_jobs`)
  for (const id of runs) expect((await runEnded(host, id)).run.status).toBe('completed')
})
