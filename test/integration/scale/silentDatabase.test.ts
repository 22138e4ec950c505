import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { poolOf, postgres } from '../../../src/database/postgres.js'
import { settingsOf } from '../../../src/options/settingsOf.js'
import { createHeldSteps } from '../../../src/runs/createHeldSteps.js'
import { holdLease } from '../../../src/runs/holdLease.js'
import { LeaseLost } from '../../../src/runs/LeaseLost.js'
import { claimStep } from '../../../src/runs/sql/claimStep.js'
import { runTables } from '../../../src/runs/sql/runTables.js'
import { waitFor } from '../../waitFor.js'
import { addPositions } from '../addPositions.js'
import { Gate } from '../runs/Gate.js'
import { requestRun } from '../runs/requestRun.js'
import { startTestPayload, type TestPayload } from '../startTestPayload.js'

// A network that swallows everything: nothing fails, there is only no answer.
let host: TestPayload
const network = new Gate()

beforeAll(async () => {
  host = await startTestPayload()
  await addPositions({ payload: host.payload, counts: { opening: 6 } })
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

test('a lease that was not confirmed for as long as it lasts is given up, and not before', async () => {
  const { payload } = host
  const tables = runTables(payload, settingsOf(payload).slugs)
  await requestRun(host, { targetDrillCount: 5 })
  const db = poolOf(payload)
  const step = await claimStep(db, tables, { owner: 'test', leaseSeconds: 3 })
  if (!step) throw new Error('There was nothing to claim.')
  const { logger } = payload
  const startedAt = performance.now()
  const heldSteps = createHeldSteps({ db, tables, logger })
  const lease = holdLease({ payload, db, tables, step, leaseSeconds: 3, heldSteps, logger, signal: undefined })
  const afterSeconds = () => (performance.now() - startedAt) / 1000
  // Longer than one lease: it was renewed meanwhile.
  await waitFor('more than a lease', () => afterSeconds() > 3.5)
  expect(lease.signal.aborted).toBe(false)
  network.close()
  const silentAt = afterSeconds()
  await waitFor('the lease to end', () => lease.signal.aborted)
  expect(lease.signal.reason).toBeInstanceOf(LeaseLost)
  expect(afterSeconds() - silentAt).toBeGreaterThan(1.5)
  expect(afterSeconds() - silentAt).toBeLessThan(4.5)
  network.open()
  lease.release()
})
