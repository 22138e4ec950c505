import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { coursewrightOf } from '../../../src/runs/coursewrightOf.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { insertWakeUps } from '../../../src/runs/sql/wakeUps.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'

const hourMs = 3_600_000

let host: TestPayload
let stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  host = await startTestPayload()
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(() => host?.stop())
afterEach(async () => {
  for (const stop of stops) await stop()
  stops = []
})

/** Looks for nothing by itself within any test, unless told to. */
const work = (options: Parameters<TestPayload['work']>[0] = {}) => {
  stops.push(host.work({ pollMs: hourMs, sweepMs: hourMs, maxEventLoopLagMs: 60_000, ...options }).stop)
}
const wake = (delayMs?: number) =>
  insertWakeUps(poolStore(host.payload, settingsOf(host.payload)), { count: 1, delayMs })
const isQueueEmpty = async () => {
  const { rows } = await poolOf(host.payload).execute(sql`select 1 from payload_jobs where processing is not true`)
  return rows.length === 0
}
const msUntilTaken = async () => {
  const startedAt = performance.now()
  await waitFor('the wake-up to be taken', isQueueEmpty, { everyMs: 2 })
  return performance.now() - startedAt
}
const listening = () => waitFor('listening', () => coursewrightOf(host.payload).notifications.isListening())

test('a worker that looks but once an hour takes a wake-up at once', async () => {
  work()
  await listening()
  const latencies: number[] = []
  for (let round = 0; round < 21; round += 1) {
    await wake()
    latencies.push(await msUntilTaken())
  }
  const [median = Number.NaN] = latencies.sort((a, b) => a - b).slice(10)
  expect(median).toBeLessThan(100)
})

test('a whole run is done on notifications alone', async () => {
  work({ concurrency: 1 })
  await listening()
  const { id } = await requestRun(host)
  expect((await runEnded(host, id, 15_000)).run.status).toBe('completed')
})

test('a wake-up that waits for its time is taken then, not before and not at the next look', async () => {
  work()
  await listening()
  const startedAt = performance.now()
  await wake(700)
  await waitFor('the wake-up to be taken', isQueueEmpty, { everyMs: 5 })
  const ms = performance.now() - startedAt
  expect(ms).toBeGreaterThanOrEqual(695)
  expect(ms).toBeLessThan(5000)
})

test('the earlier of two that wait is not held up by the later one', async () => {
  work()
  await listening()
  await wake(hourMs)
  await wake(300)
  const waiting = async () => {
    const { rows } = await poolOf(host.payload).execute(sql`select 1 from payload_jobs where processing is not true`)
    return rows.length
  }
  await waitFor('the earlier one to be taken', async () => (await waiting()) === 1, { deadlineMs: 5000 })
  await host.payload.db.deleteMany({ collection: 'payload-jobs', where: {} })
})

test('what nobody told of is found by looking', async () => {
  work({ pollMs: 50 })
  await listening()
  await host.payload.create({
    collection: 'payload-jobs',
    data: { taskSlug: 'runStep', queue: settingsOf(host.payload).queue, input: {}, processing: false },
  })
  await msUntilTaken()
})
