import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { transactionOf } from '../../../src/database/transactions.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { control } from './helpers/control.js'
import { Gate } from './helpers/Gate.js'
import { readRun } from './helpers/readRun.js'
import { requestRun } from './helpers/requestRun.js'
import { runEnded } from './helpers/runEnded.js'

const answers = new Gate()
let host: TestPayload
let workers: { stop(): Promise<void> }[] = []
let before = 0
const work = (concurrency = 3) => {
  const worker = host.work({ concurrency })
  workers.push(worker)
  return worker
}
const requests = () => host.model.requests().slice(before)

beforeAll(async () => {
  host = await startTestPayload({ model: { respond: () => answers.pass() } })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
})
afterAll(() => host?.stop())
beforeEach(() => {
  before = host.model.requests().length
})
afterEach(async () => {
  answers.open()
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
})

const underWay = async (id: number | string, calls: number) =>
  waitFor(`${calls} calls under way`, async () => answers.arrivals >= calls && readRun(host, id))

test('cancelling stops the calls under way within seconds, and nothing of theirs is saved', async () => {
  answers.close()
  const { id } = await requestRun(host)
  work()
  await underWay(id, 2)
  await control(host, id, 'cancel')

  const { run, steps } = await readRun(host, id)
  expect(run).toMatchObject({ status: 'cancelled', error: 'Cancelled. 0 of 10 were finished and are kept.' })
  expect(steps.map(({ status }) => status)).toEqual(['done', 'cancelled', 'cancelled'])
  await waitFor('the calls to end', () => requests().every(({ finishedAt }) => finishedAt !== undefined), {
    deadlineMs: 2000,
  })
  // Lost at first, when their steps were taken away; then whoever made them tells how they ended.
  const logs = await waitFor('the ledger', async () => {
    const found = await readRun(host, id)
    return found.logs.every(({ outcome }) => outcome !== 'lost') && found.logs
  })
  expect(logs.map(({ outcome }) => outcome)).toEqual(['aborted', 'aborted'])
  expect((await readRun(host, id)).drills).toEqual([])
})

test('a late answer to a cancelled run writes nothing, and a retry makes every drill once', async () => {
  answers.close()
  const { id } = await requestRun(host)
  const worker = work()
  await underWay(id, 2)
  // Whoever waits for the run is let in one after the other: the cancellation first, then the answers, which were there
  // before anybody could stop them.
  const db = poolOf(host.payload)
  const waiting = async (statement: string) => {
    const { rows } = await db.execute(sql`
      select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like ${`%${statement}%`}`)
    return rows.length
  }
  const transactionID = (await host.payload.db.beginTransaction()) ?? ''
  await (await transactionOf({ payload: host.payload, transactionID })).execute(
    sql`select 1 from generation_runs where id = ${id} for update`,
  )
  const cancelling = control(host, id, 'cancel')
  await waitFor('the cancellation to wait', async () => (await waiting('')) === 1)
  answers.open()
  await waitFor('both answers to wait', async () => (await waiting('usage_calls')) === 2)
  await host.payload.db.commitTransaction(transactionID)
  await cancelling
  await worker.stop()
  const cancelled = await readRun(host, id)
  expect(cancelled.drills).toEqual([])
  expect(cancelled.run).toMatchObject({
    status: 'cancelled',
    progress: { generated: 0, failed: 0 },
    usage: { calls: 2 },
  })
  // They were paid for, and stand in the ledger, though nothing of them is kept.
  expect(cancelled.logs.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
  expect(cancelled.batches.map(({ result }) => result)).toEqual([null, null])

  await control(host, id, 'retry')
  work()
  const { run, drills, steps } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 10, failed: 0 }, openSteps: 0 })
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(steps.filter(({ kind }) => kind === 'finish')).toHaveLength(1)
})

test('a run cancelled and retried while its old calls are still under way makes every drill once', async () => {
  answers.close()
  const { id } = await requestRun(host)
  work(2)
  await underWay(id, 2)
  await control(host, id, 'cancel')
  await control(host, id, 'retry')
  work(2)
  await underWay(id, 4)
  answers.open()
  const { run, drills } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 10, failed: 0 } })
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('a run cancelled before anybody worked on it can be retried', async () => {
  const { id } = await requestRun(host)
  await control(host, id, 'cancel')
  work()
  await control(host, id, 'retry')
  const { run, drills } = await runEnded(host, id)
  expect(run.status).toBe('completed')
  expect(drills).toHaveLength(10)
})

test('a run cancelled when only its end was left to do keeps its drills and can be retried', async () => {
  answers.close()
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const worker = work(1)
  await underWay(id, 1)
  const stopped = worker.stop()
  answers.open()
  await stopped
  const open = await readRun(host, id)
  expect(open.steps.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
    'plan done',
    'generate done',
    'finish queued',
  ])
  await control(host, id, 'cancel')
  expect((await readRun(host, id)).run.error).toBe('Cancelled. 5 of 5 were finished and are kept.')
  await control(host, id, 'retry')
  work()
  const { run, drills, logs } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 5 }, error: null })
  expect(drills).toHaveLength(5)
  expect(logs).toHaveLength(1)
})

test('pausing lets the calls under way finish and be saved, and starts no others until resumed', async () => {
  answers.close()
  const { id } = await requestRun(host, { targetDrillCount: 25 })
  work(2)
  await underWay(id, 2)
  await control(host, id, 'pause')
  answers.open()
  await waitFor('both batches', async () => (await readRun(host, id)).run.progress.generated === 10)
  // Every wake-up is consumed by now, so that only resuming can bring new ones.
  await waitFor('the wake-ups', async () => {
    const { totalDocs } = await host.payload.count({
      collection: 'payload-jobs',
      where: { processing: { equals: false } },
    })
    return totalDocs === 0
  })
  const paused = await readRun(host, id)
  expect(paused.run).toMatchObject({ status: 'paused', pausedFor: 'user', progress: { generated: 10 } })
  expect(requests()).toHaveLength(2)

  await control(host, id, 'resume')
  const { run, drills } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', pausedFor: null, progress: { generated: 25 } })
  expect(drills).toHaveLength(25)
  expect(requests()).toHaveLength(5)
})

test('a run paused before its plan resumes from it', async () => {
  const { id } = await requestRun(host)
  await control(host, id, 'pause')
  work()
  await waitFor('the wake-up', async () => {
    const { totalDocs } = await host.payload.count({ collection: 'payload-jobs' })
    return totalDocs === 0
  })
  expect((await readRun(host, id)).steps.map(({ status }) => status)).toEqual(['queued'])
  await control(host, id, 'resume')
  expect((await runEnded(host, id)).run.status).toBe('completed')
})

test('actions that make no sense are refused with what is allowed, repeated ones are fine', async () => {
  const { id } = await requestRun(host)
  await expect(control(host, id, 'retry')).rejects.toMatchObject({ status: 409 })
  await expect(control(host, id, 'resume')).rejects.toMatchObject({ status: 409 })
  await control(host, id, 'cancel')
  await control(host, id, 'cancel')
  await expect(control(host, id, 'pause')).rejects.toThrow(/cancelled cannot be paused; pause needs queued, planning/)
  await expect(control(host, 999_999, 'cancel')).rejects.toMatchObject({ status: 404 })
})

test('a completed run has nothing to retry', async () => {
  const { id } = await requestRun(host)
  work()
  await runEnded(host, id)
  await expect(control(host, id, 'retry')).rejects.toMatchObject({ status: 409 })
})

test('every change of a run grows its version, and the steps that changed carry it', async () => {
  answers.close()
  const { id } = await requestRun(host)
  const versions = [(await readRun(host, id)).run.version]
  work()
  const open = await underWay(id, 2)
  versions.push(open.run.version)
  expect(Math.max(...open.steps.map(({ version }) => version))).toBe(open.run.version)
  answers.open()
  const ended = await runEnded(host, id)
  versions.push(ended.run.version)
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
  const finish = ended.steps.find(({ kind }) => kind === 'finish')
  expect(finish?.version).toBe(ended.run.version)
  expect(ended.batches.every(({ version }) => version > open.run.version)).toBe(true)
})

test('stopping a worker hands back what takes too long, and another goes on at once', async () => {
  answers.close()
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const first = host.work({ concurrency: 1, graceMs: 100 })
  await underWay(id, 1)
  const stopping = performance.now()
  await first.stop()
  expect(performance.now() - stopping).toBeLessThan(5000)
  const { batches } = await readRun(host, id)
  expect(batches).toMatchObject([{ status: 'queued', attempts: 0, error: 'The worker stopped before it was done.' }])
  answers.open()
  // Far sooner than its lease of a minute would have ended, and without a sweep.
  const second = host.work({ sweepMs: 3_600_000 })
  workers.push(second)
  const { run, logs } = await runEnded(host, id, 10_000)
  expect(run.status).toBe('completed')
  expect(logs.map(({ outcome }) => outcome)).toEqual(['aborted', 'ok'])
})

test('stopping a worker waits for what ends in time', async () => {
  answers.close()
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const worker = host.work({ concurrency: 1 })
  await underWay(id, 1)
  const stopped = worker.stop()
  answers.open()
  await stopped
  expect((await readRun(host, id)).run.progress.generated).toBe(5)
  await control(host, id, 'cancel')
})
