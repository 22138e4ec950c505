import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { Gate } from '../runs/helpers/Gate.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { type OwnPostgres, startOwnPostgres } from './startOwnPostgres.js'

const leaseSeconds = 6
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
  const waiting = () => {
    const said = warn.mock.calls.flat() as unknown as { msg: string; stepId?: number }[]
    return new Set(said.filter(({ msg }) => msg.includes('what was paid for waits')).map(({ stepId }) => stepId))
  }
  answers.close()
  const { id } = await requestRun(host)
  // Sweeps at once when the database is back, as one of many workers would.
  const worker = host.work({ maxEventLoopLagMs: 60_000 })
  await waitFor('both calls', () => answers.arrivals === 2)
  const halted = own.halt()
  // Not when it has written everything down, which takes as long as the disk does: calls under way end with their leases.
  await waitFor('the outage to be noticed', () => !worker.isReady())
  answers.open()
  const sinceMs = performance.now()
  await waitFor('both answers to wait', () => waiting().size === 2)
  await waitFor('the leases to run out', () => performance.now() - sinceMs > (leaseSeconds + 0.5) * 1000)
  await halted
  await own.resume()
  const { run, drills, logs, steps } = await runEnded(host, id)
  await worker.stop()
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 10, failed: 0 }, usage: { calls: 2 } })
  expect(drills).toHaveLength(10)
  expect(logs.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
  expect(host.model.requests()).toHaveLength(2)
  expect(steps.every(({ status }) => status === 'done')).toBe(true)
})
