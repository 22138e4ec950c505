import { afterAll, beforeAll, expect, test } from 'vitest'
import { controlRun } from '../../../src/runs/controlRun.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { requestRun } from './helpers/requestRun.js'

let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload({ options: { enabled: false } })
  await addPositions({ payload: host.payload, counts: { opening: 2 } })
})
afterAll(() => host?.stop())

test('where generating is switched off nothing is admitted and nothing reopened', async () => {
  const { payload } = host
  await expect(requestRun(host)).rejects.toMatchObject({ status: 503, data: { code: 'disabled' } })
  expect((await payload.count({ collection: 'generation-runs' })).totalDocs).toBe(0)
  expect((await payload.count({ collection: 'drill-series' })).totalDocs).toBe(0)
  for (const action of ['retry', 'resume'] as const) {
    await expect(controlRun({ payload, run: 1, action })).rejects.toMatchObject({
      data: { code: 'disabled' },
    })
  }
})
