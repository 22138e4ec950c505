import { afterAll, beforeAll, expect, test } from 'vitest'
import { postgres } from '../../../src/database/adapter.js'
import { inTransaction } from '../../../src/database/transactions.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'

let host: TestPayload

beforeAll(async () => {
  // The strictest there is; `repeatable read` refuses the same.
  host = await startTestPayload({ isolationLevel: 'serializable' })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
})
afterAll(() => host?.stop())

test('steps that are saved side by side do not disturb each other, however strict the host’s transactions are', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 24, batchSize: 2 })
  const worker = host.work({ concurrency: 5 })
  const { run, steps } = await runEnded(host, id)
  await worker.stop()
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 24, failed: 0 } })
  expect(steps.filter(({ claims }) => claims !== 1)).toEqual([])
})

test('a transaction whose request cannot be made is never begun', async () => {
  const { payload } = host
  const broken: typeof payload = Object.create(payload, { config: { value: undefined } })
  await expect(inTransaction(broken, async () => undefined)).rejects.toThrow(TypeError)
  expect(Object.keys(postgres(payload).sessions)).toEqual([])
})
