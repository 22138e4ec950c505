import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { controlRun } from '../../../src/index.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { control } from './helpers/control.js'
import { readRun } from './helpers/readRun.js'
import { requestRun } from './helpers/requestRun.js'
import { runOnce } from './helpers/runOnce.js'

let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload()
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(() => host?.stop())
afterEach(async () => {
  await host.payload.delete({ collection: 'generation-runs', where: {} })
})

/** A run that was planned, and cancelled before any of its two batches was done. */
const cancelledRun = async () => {
  const { id } = await requestRun(host)
  await runOnce(host)
  await control(host, id, 'cancel')
  return id
}

test('while one step is done again, another must wait, and says so; the same once more is fine', async () => {
  const id = await cancelledRun()
  await control(host, id, 'retry', 1)
  const { run: before } = await readRun(host, id)
  await expect(control(host, id, 'retry', 2)).rejects.toMatchObject({
    status: 409,
    message: expect.stringMatching(/Step 2, which is cancelled, can be retried when the run has ended\.$/),
    data: { code: 'wrong_status', status: 'queued' },
  })
  for (const step of [1, 0]) await control(host, id, 'retry', step)
  const { run, steps } = await readRun(host, id)
  expect(run.version).toBe(before.version)
  expect(steps.map(({ status }) => status)).toEqual(['done', 'queued', 'cancelled'])
})

test('while one step is done again, all that failed must wait, too; all once more is fine', async () => {
  const id = await cancelledRun()
  await control(host, id, 'retry', 1)
  await expect(control(host, id, 'retry')).rejects.toMatchObject({
    status: 409,
    message: expect.stringMatching(/What else failed or was cancelled can be retried when the run has ended\.$/),
    data: { code: 'wrong_status', status: 'queued' },
  })
  await control(host, id, 'cancel')
  await control(host, id, 'retry')
  const { run: before } = await readRun(host, id)
  await control(host, id, 'retry')
  const { run, steps } = await readRun(host, id)
  expect(run.version).toBe(before.version)
  expect(steps.map(({ status }) => status)).toEqual(['done', 'queued', 'queued'])
})

test('a run that lacks what the library has not is retried no more once its end, cancelled before, is done', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 12, batchSize: 6 })
  const [position] = (await host.payload.find({ collection: 'positions', limit: 1 })).docs
  await host.payload.delete({ collection: 'positions', id: position?.id ?? 0 })
  await runOnce(host, 3)
  await control(host, id, 'cancel')
  await control(host, id, 'retry')
  // Told twice, before the end is done and after it.
  await control(host, id, 'retry')
  await runOnce(host)
  const { run: before, steps } = await readRun(host, id)
  expect(before).toMatchObject({ status: 'partial', progress: { generated: 11 } })
  expect(steps.map(({ kind, status }) => `${kind} ${status}`).toSorted()).toEqual([
    ...['finish cancelled', 'finish done', 'generate done', 'generate done', 'plan done'],
  ])
  const none = { status: 409, data: { code: 'nothing_to_retry' } }
  for (const step of [undefined, 1_000_000]) await expect(control(host, id, 'retry', step)).rejects.toMatchObject(none)
  expect((await readRun(host, id)).run).toEqual(before)
})

test('a step that the run does not have is no repetition, whether the run is open or not', async () => {
  const id = await cancelledRun()
  const none = { status: 409, message: 'This run has no step 99.', data: { code: 'step_not_found', step: 99 } }
  await expect(control(host, id, 'retry', 99)).rejects.toMatchObject(none)
  await control(host, id, 'retry', 1)
  await expect(control(host, id, 'retry', 99)).rejects.toMatchObject(none)
})

test('what stays cancelled when only one step is done again is named as a gap, with its keys', async () => {
  const id = await cancelledRun()
  await control(host, id, 'retry', 1)
  await runOnce(host, 2)
  const { run, drills } = await readRun(host, id)
  expect(run).toMatchObject({ status: 'partial', error: '5 of 10 are missing. Cancelled.' })
  const why = { reason: 'cancelled', isPublic: true }
  expect(run.gaps).toEqual(['d06', 'd07', 'd08', 'd09', 'd10'].map((key) => ({ step: 2, key, ...why })))
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5])
})

test('code of the host controls runs by `controlRun`, and is told what it did wrong', async () => {
  const { payload } = host
  const { id } = await requestRun(host)
  await controlRun({ payload, run: id, action: 'pause' })
  expect((await readRun(host, id)).run.status).toBe('paused')
  await controlRun({ payload, run: String(id), action: 'cancel' })
  const refused = (args: object) => controlRun({ payload, run: id, action: 'retry', ...args })
  await expect(refused({ action: 'delete' })).rejects.toMatchObject({ status: 400, data: { code: 'invalid_action' } })
  await expect(refused({ step: 1.5 })).rejects.toMatchObject({ status: 400, data: { code: 'invalid_step' } })
  await expect(refused({ action: 'cancel', step: 1 })).rejects.toMatchObject({ status: 400 })
  for (const run of ['none', 1e10, {}, undefined]) {
    await expect(refused({ run })).rejects.toMatchObject({ status: 404, data: { code: 'not_found' } })
  }
})
