import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../src/database/adapter.js'
import type { Worker } from '../../src/index.js'
import { addPositions } from '../integration/helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../integration/helpers/startTestPayload.js'
import { Gate } from '../integration/runs/helpers/Gate.js'
import { readRun } from '../integration/runs/helpers/readRun.js'
import { requestRun } from '../integration/runs/helpers/requestRun.js'
import { runEnded } from '../integration/runs/helpers/runEnded.js'
import { waitFor } from '../shared/waitFor.js'
import { countEffects } from './countEffects.js'
import { WorkerProcesses } from './processes/WorkerProcesses.js'

const answers = new Gate()
/** Of whoever is suspended for longer than that; nobody else loses a lease by being slow. */
const short = { LEASE_SECONDS: '6' }
let host: TestPayload
let processes: WorkerProcesses
let before = 0
/** In this process, beside those that are suspended. */
let worker: Worker | undefined
const calls = () => host.model.requests().length - before

beforeAll(async () => {
  host = await startTestPayload({ model: { latencyMs: 100, respond: () => answers.pass() } })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  processes = new WorkerProcesses(host)
})
afterAll(async () => {
  await processes?.killAll()
  await host?.stop()
})
beforeEach(() => {
  before = host.model.requests().length
})
afterEach(async () => {
  answers.open()
  await worker?.stop()
  worker = undefined
  await processes.killAll()
})

const execute = (query: ReturnType<typeof sql>) => poolOf(host.payload).execute(query)
/** As if the workers had been dead for longer than their leases. */
const expireLeases = () => execute(sql`update generation_steps set lease_until = now() where status = 'running'`)

type Ended = Awaited<ReturnType<typeof runEnded>>

/** No drill lost, none doubled, and every number agrees. */
const expectWhole = ({ run, drills, batches, steps, logs }: Ended, count: number) => {
  expect(run).toMatchObject({
    status: 'completed',
    progress: { requested: count, generated: count, failed: 0 },
    openSteps: 0,
  })
  expect(drills.map(({ order }) => order)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
  expect(new Set(drills.map(({ position }) => position)).size).toBe(count)
  expect(new Set(drills.map(({ provenance }) => `${provenance.step}:${provenance.item}`)).size).toBe(count)
  expect(batches.every(({ status }) => status === 'done')).toBe(true)
  expect(batches.reduce((sum, { saved }) => sum + saved, 0)).toBe(count)
  expect(steps.filter(({ kind }) => kind === 'finish')).toHaveLength(1)
  expect(run.usage.calls).toBe(logs.length)
}

test('a worker killed while the model answers: another makes every drill, once', async () => {
  answers.close()
  const [first, second] = [processes.start(), processes.start()]
  const { id } = await requestRun(host)
  await first.work()
  await waitFor('two calls', () => answers.arrivals === 2)
  await first.kill()
  await expireLeases()
  answers.open()
  await second.work()
  expectWhole(await runEnded(host, id), 10)
  // Both calls were cut off, so both batches were asked for again.
  expect(calls()).toBe(4)
})

test('a worker killed before the deadline of its run: the one that starts after it ends the run at once, with what it has', async () => {
  answers.close()
  // The next one sweeps when it starts, and then no more.
  const [killed, next] = [processes.start({ CONCURRENCY: '1' }), processes.start({ SWEEP_MS: '3600000' })]
  const { id } = await requestRun(host)
  await killed.work()
  await waitFor('the first call', () => answers.arrivals === 1)
  // Lets it pass, and holds up the next.
  answers.open()
  answers.close()
  await waitFor('the second call', () => answers.arrivals === 1)
  await killed.kill()
  await expireLeases()
  await execute(sql`update generation_runs set deadline_at = now() where id = ${id}`)
  expect(await countEffects(host)).toMatchObject({ overdue: 1 })
  await next.work()
  const { run, batches } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'partial', progress: { generated: 5, failed: 5 }, openSteps: 0 })
  expect(run.error).toContain('The run took longer than it may.')
  expect(batches.map(({ status }) => status)).toEqual(['done', 'failed'])
  expect(await countEffects(host)).toMatchObject({ overdue: 0 })
  // Nobody is asked for what would come too late.
  expect(calls()).toBe(2)
})

test('a worker suspended for longer than its lease writes nothing when it wakes up', async () => {
  answers.close()
  const suspended = processes.start(short)
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await suspended.work()
  await waitFor('a call', () => answers.arrivals === 1)
  suspended.suspend()
  answers.open()
  worker = host.work()
  const ended = await runEnded(host, id)
  expectWhole(ended, 5)
  expect(ended.logs.map(({ outcome }) => outcome).toSorted()).toEqual(['lost', 'ok'])

  suspended.resume()
  // Its call was paid for, so that it shows in the ledger; nothing else of it does.
  const after = await waitFor('its bill', async () => {
    const found = await readRun(host, id)
    // Which of the two it was depends on what the process sees first: the answer, or that its lease is over.
    return found.logs.every(({ outcome }) => outcome !== 'lost') && found
  })
  expect(after.logs).toHaveLength(2)
  expect(after.drills).toEqual(ended.drills)
  expect(after.steps).toEqual(ended.steps)
})

test('a worker suspended for longer than its lease stops its call as soon as it wakes up', async () => {
  answers.close()
  const suspended = processes.start(short)
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await suspended.work()
  await waitFor('a call', () => answers.arrivals === 1)
  const [call] = host.model.requests().slice(before)
  suspended.suspend()
  worker = host.work()
  await waitFor('the call of another', () => answers.arrivals === 2)
  expect(call?.finishedAt).toBeUndefined()

  suspended.resume()
  // No answer has come yet: the worker itself hangs up.
  await waitFor('the end of its call', () => call?.finishedAt !== undefined)
  answers.open()
  const ended = await runEnded(host, id)
  await waitFor('both bills', async () => (await readRun(host, id)).logs.every(({ outcome }) => outcome !== 'lost'))
  const { logs, ...after } = await readRun(host, id)
  expect(logs.map(({ outcome }) => outcome).toSorted()).toEqual(['aborted', 'ok'])
  expect(after.drills).toHaveLength(5)
  expect(after.batches).toMatchObject([{ status: 'done', claims: 2, attempts: 1, saved: 5 }])
  expect(ended.run.status).toBe('completed')
})

test('a worker suspended in the middle of a save holds nobody up, and what it had begun is not there', async () => {
  const suspended = processes.start({ ...short, STOP_AT_DRILL: '3', TEST_LOG: 'info' })
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await suspended.work()
  await waitFor('the answer', async () => (await readRun(host, id)).logs.length === 1)
  worker = host.work()
  const ended = await runEnded(host, id)
  expectWhole(ended, 5)
  // The answer was stored before the save began.
  expect(calls()).toBe(1)

  suspended.resume()
  await waitFor('it to know', () => suspended.hasSaid('the lease on a step was lost'))
  const more = await requestRun(host, { targetDrillCount: 5 })
  expectWhole(await runEnded(host, more.id), 5)
  const after = await readRun(host, id)
  expect(after.drills).toEqual(ended.drills)
})
