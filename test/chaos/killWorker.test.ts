import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { addPositions } from '../integration/addPositions.js'
import { Gate } from '../integration/runs/Gate.js'
import { readRun } from '../integration/runs/readRun.js'
import { requestRun } from '../integration/runs/requestRun.js'
import { runEnded } from '../integration/runs/runEnded.js'
import { startTestPayload, type TestPayload } from '../integration/startTestPayload.js'
import { waitFor } from '../waitFor.js'
import { WorkerProcess } from './WorkerProcess.js'

const answers = new Gate()
let host: TestPayload
let processes: WorkerProcess[] = []
let before = 0
const workerProcess = (env?: Record<string, string>) => {
  const worker = new WorkerProcess(host, env)
  processes.push(worker)
  return worker
}
const calls = () => host.model.requests().length - before

beforeAll(async () => {
  host = await startTestPayload({
    model: { latencyMs: 100, respond: () => answers.pass() },
    options: { steps: { leaseSeconds: 2 } },
  })
  await addPositions({ payload: host.payload, counts: { opening: 25, endgame: 25 } })
})
afterAll(() => host?.stop())
beforeEach(() => {
  before = host.model.requests().length
})
afterEach(async () => {
  answers.open()
  await Promise.all(processes.map((worker) => worker.kill()))
  processes = []
})

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
  const [first, second] = [workerProcess(), workerProcess()]
  const { id } = await requestRun(host)
  await first.work()
  await waitFor('two calls', () => answers.arrivals === 2)
  await first.kill()
  answers.open()
  await second.work()
  expectWhole(await runEnded(host, id), 10)
  // Both calls were cut off, so both batches were asked for again.
  expect(calls()).toBe(4)
})

test('workers killed at random moments, again and again: the run completes, nothing is lost or doubled', async () => {
  const rounds = 7
  const { id } = await requestRun(host, { targetDrillCount: 50, phases: ['opening', 'endgame'] })
  let next = workerProcess()
  for (let round = 0; round < rounds; round += 1) {
    const worker = next
    next = workerProcess()
    const { version } = (await readRun(host, id)).run
    await worker.work()
    // From the first thing it does: claims, answers and saves all fall into this time.
    await waitFor('a sign of work', async () => (await readRun(host, id)).run.version > version)
    await wait(randomInt(0, 700))
    await worker.kill()
  }
  await next.work()
  expectWhole(await runEnded(host, id, 90_000), 50)
}, 240_000)

test('a worker suspended for longer than its lease writes nothing when it wakes up', async () => {
  answers.close()
  const suspended = workerProcess()
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await suspended.work()
  await waitFor('a call', () => answers.arrivals === 1)
  suspended.suspend()
  answers.open()
  const worker = host.work()
  const ended = await runEnded(host, id)
  expectWhole(ended, 5)
  expect(ended.logs).toHaveLength(1)

  suspended.resume()
  // Its call was paid for, so that it shows in the ledger; nothing else of it does.
  const after = await waitFor('its bill', async () => {
    const found = await readRun(host, id)
    return found.logs.length === 2 && found
  })
  expect(after.drills).toEqual(ended.drills)
  expect(after.steps).toEqual(ended.steps)
  await worker.stop()
})

test('a worker suspended for longer than its lease stops its call as soon as it wakes up', async () => {
  answers.close()
  const suspended = workerProcess()
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await suspended.work()
  await waitFor('a call', () => answers.arrivals === 1)
  const [call] = host.model.requests().slice(before)
  suspended.suspend()
  const worker = host.work()
  await waitFor('the call of another', () => answers.arrivals === 2)
  expect(call?.finishedAt).toBeUndefined()

  suspended.resume()
  // No answer has come yet: the worker itself hangs up.
  await waitFor('the end of its call', () => call?.finishedAt !== undefined)
  answers.open()
  const ended = await runEnded(host, id)
  await waitFor('both bills', async () => (await readRun(host, id)).logs.length === 2)
  const { logs, ...after } = await readRun(host, id)
  expect(logs.map(({ outcome }) => outcome).toSorted()).toEqual(['aborted', 'ok'])
  expect(after.drills).toHaveLength(5)
  expect(after.batches).toMatchObject([{ status: 'done', claims: 2, attempts: 1, saved: 5 }])
  expect(ended.run.status).toBe('completed')
  await worker.stop()
})

test('a worker suspended in the middle of a save holds nobody up, and what it had begun is not there', async () => {
  const suspended = workerProcess({ STOP_AT_DRILL: '3' })
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await suspended.work()
  await waitFor('the answer', async () => (await readRun(host, id)).logs.length === 1)
  const worker = host.work()
  const ended = await runEnded(host, id)
  expectWhole(ended, 5)
  // The answer was stored before the save began.
  expect(calls()).toBe(1)

  suspended.resume()
  await waitFor('its next sweep', async () => (await readRun(host, id)).run.status === 'completed')
  const more = await requestRun(host, { targetDrillCount: 5 })
  expectWhole(await runEnded(host, more.id), 5)
  const after = await readRun(host, id)
  expect(after.drills).toEqual(ended.drills)
  await worker.stop()
})
