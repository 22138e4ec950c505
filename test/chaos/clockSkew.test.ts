import path from 'node:path'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../src/database/adapter.js'
import { addPositions } from '../integration/helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../integration/helpers/startTestPayload.js'
import { Gate } from '../integration/runs/helpers/Gate.js'
import { requestRun } from '../integration/runs/helpers/requestRun.js'
import { runEnded } from '../integration/runs/helpers/runEnded.js'
import { waitFor } from '../shared/waitFor.js'
import type { WorkerProcess } from './processes/WorkerProcess.js'
import { WorkerProcesses } from './processes/WorkerProcesses.js'

const answers = new Gate()
const minutes = 60_000
/** To be waited for, and long enough for a busy machine to renew. */
const leaseSeconds = 5
let host: TestPayload
let processes: WorkerProcesses
let fast: WorkerProcess
let slow: WorkerProcess
let before = 0

/** A worker on a host whose clock is wrong by so much. */
const workerAt = (shiftMs: number) =>
  processes.start({
    NODE_OPTIONS: `--import=${path.resolve('test/chaos/faults/shiftClock.mjs')}`,
    CLOCK_SHIFT_MS: String(shiftMs),
    CONCURRENCY: '1',
    LEASE_SECONDS: String(leaseSeconds),
  })

beforeAll(async () => {
  host = await startTestPayload({ model: { respond: () => answers.pass() } })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  processes = new WorkerProcesses(host)
  fast = workerAt(10 * minutes)
  slow = workerAt(-10 * minutes)
  await Promise.all([fast.work(), slow.work()])
})
afterAll(async () => {
  await processes?.killAll()
  await host?.stop()
})
beforeEach(() => {
  answers.close()
  before = host.model.requests().length
})
afterEach(() => answers.open())

const calls = () => host.model.requests().length - before
const leases = async () => {
  const { rows } = await poolOf(host.payload).execute(sql`
    select extract(epoch from lease_until) as until, claims, extract(epoch from lease_until - now()) as left
    from generation_steps where status = 'running' order by id`)
  return rows.map(({ until, claims, left }) => ({ until: Number(until), claims: Number(claims), left: Number(left) }))
}

test('hosts whose clocks are twenty minutes apart leave each other’s steps alone for as long as they work on them', async () => {
  const { id } = await requestRun(host)
  await waitFor('both calls', () => answers.arrivals === 2)
  const first = await leases()
  expect(first).toHaveLength(2)
  for (const { left } of first) expect(left).toBeLessThanOrEqual(leaseSeconds)
  await waitFor('leases that are long over, were they not renewed', async () => {
    const now = await leases()
    return now.length === 2 && now.every(({ until }, index) => until > (first[index]?.until ?? 0) + leaseSeconds + 1)
  })
  expect((await leases()).map(({ claims }) => claims)).toEqual([1, 1])
  answers.open()
  const { run, batches } = await runEnded(host, id)
  expect(run.status).toBe('completed')
  expect(batches.map(({ claims }) => claims)).toEqual([1, 1])
  expect(calls()).toBe(2)
})

test('one takes over what another had when it died, as soon as its lease is over', async () => {
  const { id } = await requestRun(host)
  await waitFor('both calls', () => answers.arrivals === 2)
  const killedAt = performance.now()
  await fast.kill()
  await waitFor('its step to be free', async () => (await leases()).length === 1)
  // The lease, then the next sweep; ten minutes if anybody went by the clock of its host.
  expect(performance.now() - killedAt).toBeLessThan(15_000)
  answers.open()
  const { run, batches } = await runEnded(host, id)
  expect(run.status).toBe('completed')
  expect(batches.map(({ claims }) => claims).toSorted()).toEqual([1, 2])
  expect(calls()).toBe(3)
})
