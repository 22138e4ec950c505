import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import { insertWakeUps } from '../../../../src/runs/sql/wakeUps.js'
import { sweep } from '../../../../src/runs/sweep.js'
import { waitFor } from '../../../shared/waitFor.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { readRun } from '../helpers/readRun.js'
import { requestRun } from '../helpers/requestRun.js'
import { runEnded } from '../helpers/runEnded.js'

let host: TestPayload
let workers: { stop(): Promise<void> }[] = []
let before = 0

beforeAll(async () => {
  host = await startTestPayload({ model: { latencyMs: 30 } })
  await addPositions({ payload: host.payload, counts: { opening: 25, endgame: 25 } })
})
afterAll(() => host?.stop())
beforeEach(() => {
  before = host.model.requests().length
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
})

const calls = () => host.model.requests().length - before
const wake = (count: number) => insertWakeUps(poolStore(host.payload, settingsOf(host.payload)), { count })
/** Without sweeps, so that nothing mends a wake-up that was lost. */
const work = (concurrency: number) => {
  workers.push(host.work({ concurrency, sweepMs: 3_600_000 }))
}

test('two workers and far too many wake-ups: every step is done once', async () => {
  await wake(40)
  const { id } = await requestRun(host, { targetDrillCount: 50, phases: ['opening', 'endgame'], batchSize: 2 })
  work(4)
  work(4)
  await wake(40)
  const { run, drills, batches, steps, logs } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 50, failed: 0 } })
  expect(batches).toHaveLength(25)
  expect(steps.every(({ claims, status }) => claims === 1 && status === 'done')).toBe(true)
  expect(calls()).toBe(25)
  expect(logs).toHaveLength(25)
  expect(drills.map(({ order }) => order)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
})

test('Payload’s own runner can do the work, too', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 20 })
  const { queue } = settingsOf(host.payload)
  await waitFor('the run to end', async () => {
    await host.payload.jobs.run({ queue, limit: 3, silent: true })
    return (await readRun(host, id)).run.status === 'completed'
  })
  const { batches, drills } = await readRun(host, id)
  expect(batches.every(({ claims }) => claims === 1)).toBe(true)
  expect(calls()).toBe(4)
  expect(drills).toHaveLength(20)
})

test('no wake-up is lost: many runs side by side end without a single sweep', async () => {
  const ids = await Promise.all(
    Array.from(
      { length: 8 },
      async (_, seed) => (await requestRun(host, { targetDrillCount: 6, batchSize: 2, seed })).id,
    ),
  )
  work(3)
  work(3)
  for (const id of ids) expect((await runEnded(host, id)).run.status).toBe('completed')
  expect(calls()).toBe(24)
})

test('a lost wake-up is replaced by the sweep', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await host.payload.db.deleteMany({ collection: 'payload-jobs', where: {} })
  workers.push(host.work({ sweepMs: 100 }))
  expect((await runEnded(host, id)).run.status).toBe('completed')
})

test('a step whose worker died is picked up when its lease has ended, and whoever follows the run sees it', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await host.payload.db.deleteMany({ collection: 'payload-jobs', where: {} })
  // As a worker leaves it that dies right after the claim.
  await poolOf(host.payload).execute(sql`
    update generation_steps set status = 'running', token = 1, claims = 1, lease_until = now() - interval '1 second'
    where run_id = ${id}`)
  const { version } = (await readRun(host, id)).run
  expect(await sweep(host.payload, settingsOf(host.payload))).toEqual({ reopened: 1, woken: 1, ended: 0 })
  const { run, steps } = await readRun(host, id)
  expect(run.version).toBe(version + 1)
  expect(steps).toMatchObject([{ status: 'queued', token: 2, version: version + 1 }])
  work(1)
  expect((await runEnded(host, id)).run.status).toBe('completed')
})

test('wake-ups that ended, or were left by a runner that died, go in time; all other jobs stay', async () => {
  const execute = (query: ReturnType<typeof sql>) => poolOf(host.payload).execute(query)
  await execute(sql`delete from payload_jobs`)
  await execute(sql`
    insert into payload_jobs (task_slug, queue, input, processing, has_error, completed_at, updated_at)
    select slug, queue, to_jsonb(name), processing, has_error, now() - done::interval, now() - touched::interval
    from (values
      ('completed 61 minutes ago', 'runStep', 'coursewright', false, false, '61 minutes', '61 minutes'),
      ('processing for 25 hours', 'runStep', 'coursewright', true, false, null, '25 hours'),
      ('failed 25 hours ago', 'runStep', 'coursewright', false, true, null, '25 hours'),
      ('kept: completed 59 minutes ago', 'runStep', 'coursewright', false, false, '59 minutes', '59 minutes'),
      ('kept: processing for 23 hours', 'runStep', 'coursewright', true, false, null, '23 hours'),
      ('kept: failed 23 hours ago', 'runStep', 'coursewright', false, true, null, '23 hours'),
      ('kept: waiting for 25 hours', 'runStep', 'coursewright', false, false, null, '25 hours'),
      ('kept: of another task', 'inline', 'coursewright', true, true, '2 days', '2 days'),
      ('kept: of another queue', 'runStep', 'default', true, true, '2 days', '2 days')
    ) as job (name, task, queue, processing, has_error, done, touched)
    cross join lateral (select task::enum_payload_jobs_task_slug) as typed (slug)`)
  await sweep(host.payload, settingsOf(host.payload))
  const { rows } = await execute(sql`delete from payload_jobs returning input #>> '{}' as name`)
  const names = rows.map(({ name }) => String(name))
  expect(names).toHaveLength(6)
  expect(names.every((name) => name.startsWith('kept'))).toBe(true)
})

test('a finished run leaves no wake-up behind', async () => {
  const { id } = await requestRun(host)
  work(2)
  await runEnded(host, id)
  await waitFor('an empty queue', async () => {
    const { totalDocs } = await host.payload.count({ collection: 'payload-jobs' })
    return totalDocs === 0
  })
})
