import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Worker } from '../../../src/index.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { Gate } from '../runs/helpers/Gate.js'
import { readRun } from '../runs/helpers/readRun.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'

const firstAnswer = new Gate()
const saves = new Gate()
let host: TestPayload
let worker: Worker
let before = 0

beforeAll(async () => {
  host = await startTestPayload({
    model: { respond: (_, call) => (call === before + 1 ? firstAnswer.pass() : undefined) },
  })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  host.payload.collections.drills?.config.hooks.beforeChange.push(() => saves.pass())
})
afterAll(() => host?.stop())
afterEach(async () => {
  firstAnswer.open()
  saves.open()
  await worker?.stop()
})

const calls = () => host.model.requests().length - before
const statuses = async (run: number | string) => (await readRun(host, run)).batches.map(({ status }) => status)

test('one slow call holds up no other: two slots do all other batches before it ends', async () => {
  before = host.model.requests().length
  firstAnswer.close()
  const { id } = await requestRun(host, { targetDrillCount: 24, batchSize: 2 })
  worker = host.work({ concurrency: 2 })
  await waitFor('the other eleven batches', async () => {
    const ended = await statuses(id)
    return ended.filter((status) => status === 'done').length === 11
  })
  expect((await statuses(id)).filter((status) => status === 'running')).toHaveLength(1)
  firstAnswer.open()
  expect((await runEnded(host, id)).run).toMatchObject({ status: 'completed', progress: { generated: 24 } })
})

test('a worker that was asked to stop claims nothing more, also where it waited only for drafts to be saved', async () => {
  before = host.model.requests().length
  saves.close()
  const { id } = await requestRun(host, { targetDrillCount: 24, batchSize: 2 })
  worker = host.work({ concurrency: 1 })
  // As many as are saved beside the slot, which waits for one of them.
  await waitFor('saves', () => calls() === 4)
  const { batches } = await waitFor('their answers', async () => {
    const found = await readRun(host, id)
    return found.logs.length === 4 && found
  })
  expect(batches.filter(({ status }) => status === 'running')).toHaveLength(4)
  const stopped = worker.stop()
  saves.open()
  await stopped
  expect(calls()).toBe(4)
  const after = await statuses(id)
  expect(after.filter((status) => status === 'done')).toHaveLength(4)
  expect(after.filter((status) => status === 'queued')).toHaveLength(8)
  worker = host.work()
  expect((await runEnded(host, id)).run).toMatchObject({ status: 'completed', progress: { generated: 24 } })
})
