import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { poolOf, postgres, type Sql } from '../../../../src/database/adapter.js'
import { serveReadiness } from '../../../../src/index.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { claimStep } from '../../../../src/runs/sql/claims.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import { createHeldSteps, holdLease } from '../../../../src/runs/step/lease.js'
import { LeaseLost } from '../../../../src/runs/vocabulary.js'
import { waitFor } from '../../../shared/waitFor.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { Gate } from '../../runs/helpers/Gate.js'
import { requestRun } from '../../runs/helpers/requestRun.js'
import { runEnded } from '../../runs/helpers/runEnded.js'

// A network that swallows everything: nothing fails, there is only no answer.
let host: TestPayload
const network = new Gate()
const answers = new Gate()

beforeAll(async () => {
  host = await startTestPayload({ model: { respond: () => answers.pass() } })
  await addPositions({ payload: host.payload, counts: { opening: 16 } })
  const { drizzle } = postgres(host.payload)
  const execute = drizzle.execute.bind(drizzle)
  vi.spyOn(drizzle, 'execute').mockImplementation((query) => network.pass().then(() => execute(query)) as never)
})
afterAll(() => host?.stop())

test('a worker that gets no answer is not ready, and is again when answers come', async () => {
  const worker = host.work()
  await waitFor('the worker', () => worker.isReady())
  network.close()
  await waitFor('it to be unready', () => !worker.isReady())
  network.open()
  await waitFor('it to be ready', () => worker.isReady())
  await worker.stop()
})

test('a worker whose slots are all in calls notices, too, that the database is silent, and answers 503', async () => {
  answers.close()
  const { id } = await requestRun(host)
  // Takes, looks at the queue and sweeps no more: what is left are the leases.
  const worker = host.work({ concurrency: 2, pollMs: 3_600_000, sweepMs: 3_600_000 })
  const readiness = await serveReadiness({ worker, port: 0, host: '127.0.0.1' })
  const status = async () => (await fetch(`http://127.0.0.1:${readiness.port}/ready`)).status
  await waitFor('both calls', () => answers.arrivals === 2)
  expect(await status()).toBe(200)
  network.close()
  await waitFor('503', async () => (await status()) === 503, { deadlineMs: 10_000 })
  network.open()
  await waitFor('200', async () => (await status()) === 200)
  answers.open()
  expect((await runEnded(host, id)).run.status).toBe('completed')
  await worker.stop()
  await readiness.close()
})

test('a lease is given up when it is over, too, where the database was silent before its first renewal', async () => {
  const { payload } = host
  const { logger } = payload
  const store = poolStore(payload, settingsOf(payload))
  await requestRun(host, { targetDrillCount: 5 })
  const leaseSeconds = 1
  const step = await claimStep(store, { owner: 'test', leaseSeconds })
  if (!step) throw new Error('There was nothing to claim.')
  const db: Sql = { execute: () => new Promise(() => undefined) }
  const silent = { ...store, db }
  const startedAt = performance.now()
  const heldSteps = createHeldSteps({ store: silent, logger })
  const lease = holdLease({ payload, store: silent, step, leaseSeconds, heldSteps, logger, signal: undefined })
  await waitFor('the lease to end', () => lease.signal.aborted)
  expect(lease.signal.reason).toBeInstanceOf(LeaseLost)
  // Timers count whole milliseconds.
  expect(performance.now() - startedAt).toBeGreaterThan(leaseSeconds * 1000 - 2)
  lease.release()
})

test('a lease that was not confirmed for as long as it lasts is given up, and not before', async () => {
  const { payload } = host
  const store = poolStore(payload, settingsOf(payload))
  await requestRun(host, { targetDrillCount: 5 })
  const db = poolOf(payload)
  const step = await claimStep(store, { owner: 'test', leaseSeconds: 3 })
  if (!step) throw new Error('There was nothing to claim.')
  const { logger } = payload
  let asked = 0
  const watched: Sql = {
    execute: (query) => {
      asked += 1
      return db.execute(query)
    },
  }
  const startedAt = performance.now()
  const heldSteps = createHeldSteps({ store: { ...store, db: watched }, logger })
  const lease = holdLease({
    payload,
    store: { ...store, db: watched },
    step,
    leaseSeconds: 3,
    heldSteps,
    logger,
    signal: undefined,
  })
  const afterSeconds = () => (performance.now() - startedAt) / 1000
  // Longer than one lease: it was renewed meanwhile.
  await waitFor('more than a lease', () => afterSeconds() > 3.5)
  expect(lease.signal.aborted).toBe(false)
  network.close()
  const silentAt = afterSeconds()
  const askedBefore = asked
  await waitFor('the lease to end', () => lease.signal.aborted)
  expect(lease.signal.reason).toBeInstanceOf(LeaseLost)
  expect(afterSeconds() - silentAt).toBeGreaterThan(1.5)
  expect(afterSeconds() - silentAt).toBeLessThan(4.5)
  // Renewed each second, looked for once: nothing piles up, and nothing is asked any more once it is lost.
  const askedUntilLost = asked
  expect(askedUntilLost - askedBefore).toBeLessThanOrEqual(5)
  const lostAt = afterSeconds()
  await waitFor('the time of a renewal and a look', () => afterSeconds() > lostAt + 1.2)
  expect(asked).toBe(askedUntilLost)
  network.open()
  lease.release()
})
