import { sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { poolOf, postgres } from '../../../../src/database/adapter.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { claimStep } from '../../../../src/runs/sql/claims.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import { waitFor } from '../../../shared/waitFor.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { readRun } from '../../runs/helpers/readRun.js'
import { requestRun } from '../../runs/helpers/requestRun.js'
import { runJobsCommand } from './runJobsCommand.js'

const queue = 'coursewright'
let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload({
    config: { jobs: { access: { run: () => true }, autoRun: [{ cron: '* * * * * *', queue, limit: 3 }] } },
  })
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(() => host?.stop())
afterEach(async () => {
  vi.restoreAllMocks()
  await host.payload.delete({ collection: 'generation-runs', where: {} })
  await execute(sql`delete from payload_jobs`)
})

const execute = (query: ReturnType<typeof sql>) => poolOf(host.payload).execute(query)
const jobs = async () => (await host.payload.count({ collection: 'payload-jobs' })).totalDocs

/** As autoRun does at each tick, and a scheduler over REST. */
const tick = () => host.payload.jobs.run({ queue, silent: true })
const overRest = async () => {
  const endpoints = host.payload.collections['payload-jobs']?.config.endpoints || []
  const run = endpoints.find(({ path, method }) => path === '/run' && method === 'get')
  const query = { queue, limit: '5', silent: 'true' }
  expect((await run?.handler(await createLocalReq({ req: { query } }, host.payload)))?.status).toBe(200)
}
let lateMs = 0
beforeEach(() => {
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + lateMs)
})
/** From now on it is so late that runners sweep again. */
const letSweep = () => {
  lateMs += 16_000
}
const runDone = async (id: number | string, next: () => Promise<unknown>, deadlineMs = 100_000) => {
  await waitFor(
    'the run to end',
    async () => {
      await next()
      return ['completed', 'partial', 'failed'].includes((await readRun(host, id)).run.status)
    },
    { deadlineMs },
  )
  return readRun(host, id)
}
const whole = { status: 'completed', progress: { requested: 10, generated: 10, failed: 0 } }

test('autoRun finishes a run', async () => {
  const { id } = await requestRun(host)
  await host.payload._initializeCrons()
  try {
    expect((await runDone(id, async () => undefined)).run).toMatchObject(whole)
  } finally {
    await Promise.all(host.payload.crons.splice(0).map((cron) => cron.stop()))
  }
})

test('`GET /api/payload-jobs/run`, called again and again, finishes a run', async () => {
  const { id } = await requestRun(host)
  expect((await runDone(id, overRest)).run).toMatchObject(whole)
  expect(await jobs()).toBe(0)
})

test('the command `payload jobs:run`, called again and again, finishes a run', async () => {
  const { id } = await requestRun(host)
  // Each of several commands loads Payload anew.
  expect((await runDone(id, () => runJobsCommand({ host, queue }), 280_000)).run).toMatchObject(whole)
}, 300_000)

test.each([
  ['in the middle of its steps', async () => undefined],
  ['between claiming the last jobs and working on them', () => execute(sql`update payload_jobs set processing = true`)],
  ['and its jobs failed', () => execute(sql`update payload_jobs set has_error = true`)],
  ['and its jobs are gone', () => execute(sql`delete from payload_jobs`)],
])('without a worker, a run goes on after its runner died %s', async (_, leave) => {
  const { payload } = host
  const { id } = await requestRun(host)
  letSweep()
  await tick()
  const store = poolStore(payload, settingsOf(payload))
  expect(await claimStep(store, { owner: 'dead', leaseSeconds: 3600 })).toMatchObject({ run: id })
  await leave()
  await tick()
  await execute(sql`update generation_steps set lease_until = now() - interval '1 second' where lease_owner = 'dead'`)
  letSweep()
  const { run, steps } = await runDone(id, tick)
  expect(run).toMatchObject(whole)
  expect(steps.map(({ claims }) => claims)).toEqual([1, 2, 1, 1])
})

test('a sweep that fails is logged and holds up no runner; the next one puts things right', async () => {
  const log = vi.spyOn(host.payload.logger, 'error')
  const { id } = await requestRun(host)
  await execute(sql`update payload_jobs set processing = true`)
  await execute(sql`
    create or replace function too_many() returns trigger language plpgsql as $$
    begin raise 'sorry, too many clients already' using errcode = '53300'; end $$`)
  await execute(sql`create trigger too_many before delete on payload_jobs execute function too_many()`)
  try {
    letSweep()
    await tick()
    expect(log).toHaveBeenCalledWith(expect.objectContaining({ msg: 'sweeping failed' }))
  } finally {
    await execute(sql`drop trigger too_many on payload_jobs`)
  }
  letSweep()
  expect((await runDone(id, tick)).run).toMatchObject(whole)
})

test('a runner that lives on ends a run whose time is up and which its steps do not end', async () => {
  const { id } = await requestRun(host)
  await execute(sql`update generation_steps set run_after = now() + interval '1 day' where run_id = ${id}`)
  await execute(sql`update generation_runs set deadline_at = now() - interval '1 day' where id = ${id}`)
  letSweep()
  for (let turn = 0; turn < 4; turn += 1) {
    await tick()
    expect((await readRun(host, id)).run.status).toBe('queued')
    letSweep()
  }
  await tick()
  expect((await readRun(host, id)).run.status).toBe('failed')
})

test('after an outage a runner does not sweep at once: who has an answer in his hands comes first', async () => {
  const { id } = await requestRun(host)
  letSweep()
  await tick()
  lateMs += 14_000
  await execute(sql`
    create or replace function too_many() returns trigger language plpgsql as $$
    begin raise 'sorry, too many clients already' using errcode = '53300'; end $$`)
  await execute(sql`create trigger too_many before update on payload_jobs execute function too_many()`)
  try {
    await expect(tick()).rejects.toThrow()
  } finally {
    await execute(sql`drop trigger too_many on payload_jobs`)
  }
  const { rows } = await execute(sql`
    update generation_steps set status = 'running', lease_until = now() - interval '1 second'
    where run_id = ${id} and status = 'queued' returning id`)
  expect(rows).toHaveLength(2)
  const statuses = async () => (await readRun(host, id)).batches.map(({ status }) => status)
  lateMs += 2000
  await tick()
  expect(await statuses()).toEqual(['running', 'running'])
  lateMs += 14_000
  await tick()
  expect(await statuses()).not.toContain('running')
})

test('a runner does not sweep at each tick, and leaves nothing in the queue while a run is paused', async () => {
  const { id } = await requestRun(host)
  letSweep()
  await tick()
  await execute(sql`update generation_runs set status = 'paused' where id = ${id}`)
  await execute(sql`delete from payload_jobs`)
  for (let turn = 0; turn < 3; turn += 1) {
    letSweep()
    await tick()
    expect(await jobs()).toBe(0)
  }
  await execute(sql`update generation_runs set status = 'running' where id = ${id}`)
  await tick()
  expect(await jobs()).toBe(0)
  letSweep()
  expect((await runDone(id, tick)).run).toMatchObject(whole)
})

test('a claim that has the only connection does not wait for a sweep that needs one', async () => {
  const { payload } = host
  const { id } = await requestRun(host)
  await execute(sql`update payload_jobs set processing = true`)
  const { pool } = postgres(payload)
  const taken: (number | string)[] = []
  try {
    while (pool.idleCount > 1 || pool.totalCount < (pool.options.max ?? 0) - 1) {
      const transaction = await payload.db.beginTransaction()
      if (transaction !== null) taken.push(transaction)
    }
    letSweep()
    await tick()
  } finally {
    for (const transaction of taken) await payload.db.rollbackTransaction(transaction)
  }
  letSweep()
  expect((await runDone(id, tick)).run).toMatchObject(whole)
})
