import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { waitFor } from '../../waitFor.js'
import { addPositions } from '../addPositions.js'
import { Gate } from '../runs/Gate.js'
import { requestRun } from '../runs/requestRun.js'
import { runEnded } from '../runs/runEnded.js'
import { startTestPayload, type TestPayload } from '../startTestPayload.js'
import { type OwnPostgres, startOwnPostgres } from './startOwnPostgres.js'

const leaseSeconds = 4
const answers = new Gate()
let own: OwnPostgres
let host: TestPayload

beforeAll(async () => {
  own = await startOwnPostgres()
  host = await startTestPayload({
    dataDir: own.dataDir,
    model: { respond: () => answers.pass() },
    options: { steps: { leaseSeconds } },
  })
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(async () => {
  await host?.stop()
  await own?.stop()
})

test('an outage longer than the lease loses no answer that came meanwhile, and no bill', async () => {
  const warn = vi.spyOn(host.payload.logger, 'warn')
  const waiting = () =>
    warn.mock.calls.flat().filter((facts) => JSON.stringify(facts).includes('what was paid for waits')).length
  answers.close()
  const { id } = await requestRun(host)
  // Sweeps at once when the database is back, as one of many workers would.
  const worker = host.work({ maxEventLoopLagMs: 60_000 })
  await waitFor('both calls', () => answers.arrivals === 2)
  await own.halt()
  answers.open()
  await waitFor('both answers to wait', () => waiting() >= 2)
  const sinceMs = performance.now()
  await waitFor('the leases to run out', () => performance.now() - sinceMs > (leaseSeconds + 1) * 1000)
  await own.resume()
  const { run, drills, logs, steps } = await runEnded(host, id)
  await worker.stop()
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 10, failed: 0 }, usage: { calls: 2 } })
  expect(drills).toHaveLength(10)
  expect(logs.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
  expect(host.model.requests()).toHaveLength(2)
  expect(steps.every(({ status }) => status === 'done')).toBe(true)
})
