import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPositions } from '../addPositions.js'
import type { ApiClient } from './ApiClient.js'
import { readEvents } from './readEvents.js'
import { requestRun } from './requestRun.js'
import { type Api, startApi } from './startApi.js'

let api: Api

beforeAll(async () => {
  api = await startApi({ model: { latencyMs: 150 } })
  await addPositions({ payload: api.payload, counts: { opening: 12, endgame: 12 } })
})
afterAll(() => api?.stop())

const open = (client: ApiClient, id: number | string, lastEventId?: string) =>
  client.request(`/generation-runs/${id}/events`, lastEventId ? { headers: { 'Last-Event-ID': lastEventId } } : {})

test('events follow a run while a worker does it, and end with it', async () => {
  const run = await requestRun(api.as.student)
  const response = await open(api.as.student, run.id)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const worker = api.work({ concurrency: 1 })
  const events = await readEvents(response)
  await worker.stop()

  expect(events.length).toBeGreaterThan(1)
  expect(events[0]).toMatchObject({
    event: 'run',
    data: { status: 'queued', progress: { requested: 4, generated: 0 } },
  })
  expect(events.at(-1)).toMatchObject({
    data: { status: 'completed', progress: { requested: 4, generated: 4, failed: 0 } },
  })
  const ids = events.map(({ id }) => id)
  expect(ids).toEqual([...ids].sort((a, b) => a - b))
  expect(new Set(ids).size).toBe(ids.length)
  const finished = events.flatMap(({ data }) => data.changedSteps).filter(({ status }) => status === 'done')
  expect(finished.map(({ kind }) => kind).sort()).toEqual(['finish', 'generate', 'generate', 'plan'])
})

test('Last-Event-ID goes on where the client left off and repeats nothing', async () => {
  const run = await requestRun(api.as.student)
  const first = await open(api.as.student, run.id)
  const seen = await readEvents(first, { count: 1 })
  const worker = api.work({ concurrency: 1 })
  const all = await readEvents(await open(api.as.student, run.id, String(seen[0]?.id)))
  await worker.stop()
  expect(all.every(({ id }) => id > (seen[0]?.id ?? 0))).toBe(true)
  expect(all.at(-1)?.data.status).toBe('completed')

  const last = all.at(-1)?.id ?? 0
  expect(await readEvents(await open(api.as.student, run.id, String(last)))).toEqual([])
  const [only, ...more] = await readEvents(await open(api.as.student, run.id, String(last - 1)))
  expect(more).toEqual([])
  expect(only).toMatchObject({ id: last, data: { status: 'completed' } })
  // Steps that changed before are not told again.
  expect(only?.data.changedSteps.map(({ kind }) => kind)).toEqual(['finish'])
})

test.each(['abc', '-5', '1e999', 'NaN', '9'.repeat(40), "1'; select 1"])(
  'a Last-Event-ID of %j is survived',
  async (lastEventId) => {
    const run = await requestRun(api.as.student)
    await api.as.student.post(`/generation-runs/${run.id}/cancel`)
    const events = await readEvents(await open(api.as.student, run.id, lastEventId))
    expect(events.every(({ data }) => data.status === 'cancelled')).toBe(true)
  },
)

test('nobody follows the runs of others, reviewers follow all', async () => {
  const run = await requestRun(api.as.student)
  await api.as.student.post(`/generation-runs/${run.id}/cancel`)
  expect((await open(api.as.otherStudent, run.id)).status).toBe(404)
  for (const actor of ['visitor', 'member', 'roleless'] as const)
    expect((await open(api.as[actor], run.id)).status).toBe(401)
  for (const id of ['abc', '0', '1abc', '999999']) expect((await open(api.as.admin, id)).status).toBe(404)
  expect(await readEvents(await open(api.as.teacher, run.id))).toHaveLength(1)
})

test('a stream ends when its run is deleted', async () => {
  const run = await requestRun(api.as.student)
  const response = await open(api.as.student, run.id)
  const reading = readEvents(response)
  expect((await api.as.admin.delete(`/generation-runs/${run.id}`)).status).toBe(200)
  expect((await reading).length).toBeLessThanOrEqual(1)
})
