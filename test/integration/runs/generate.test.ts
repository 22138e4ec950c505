import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'

let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload()
  await addPositions({ payload: host.payload, counts: { opening: 15, endgame: 15 } })
})
afterAll(() => host?.stop())

test('a run turns positions into drills, in batches, as drafts of one series', async () => {
  const { payload, model } = host
  const run = await payload.create({
    collection: 'generation-runs',
    data: { kind: 'drillSeries', input: { targetDrillCount: 20, phases: ['opening', 'endgame'], seed: 7 } },
  })
  expect(run.status).toBe('queued')
  const worker = host.work()
  const done = await waitFor('the run to end', async () => {
    const doc = await payload.findByID({ collection: 'generation-runs', id: run.id, depth: 0 })
    return ['completed', 'partial', 'failed'].includes(doc.status) && doc
  })
  await worker.stop()

  expect(done).toMatchObject({
    status: 'completed',
    progress: { requested: 20, generated: 20, failed: 0 },
    facts: { positionsLoaded: 24 },
  })
  expect(model.requests()).toHaveLength(4)
  const { docs } = await payload.find({
    collection: 'drills',
    where: { series: { equals: done.target.value } },
    limit: 50,
    depth: 0,
  })
  expect(docs).toHaveLength(20)
  expect(new Set(docs.map(({ position }) => position)).size).toBe(20)
  expect(docs.every(({ _status }) => _status === 'draft')).toBe(true)
  expect(docs.map(({ order }) => order)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
})
