import { sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { coursewrightOf } from '../../../src/runs/coursewrightOf.js'
import { poolStore, topicOf } from '../../../src/runs/sql/store.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import type { ApiClient } from './helpers/ApiClient.js'
import { type RunEvent, readEvents } from './helpers/readEvents.js'
import { requestRun } from './helpers/requestRun.js'
import { type Api, startApi } from './helpers/startApi.js'

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

test('where no events come through, the same is had by asking, whole or what changed since', async () => {
  const run = await requestRun(api.as.student)
  const worker = api.work({ concurrency: 1 })
  const [last] = (await readEvents(await open(api.as.student, run.id))).slice(-1)
  await worker.stop()
  const ask = async (query: string) => (await api.as.student.get(`/generation-runs/${run.id}/state${query}`)).body
  const whole = await ask('')
  expect(whole).toMatchObject({ version: last?.id, status: 'completed', progress: { generated: 4 } })
  const steps: { kind: string; key: string; calls: unknown }[] = whole.changedSteps
  expect(steps.map(({ kind }) => kind)).toEqual(['plan', 'generate', 'generate', 'finish'])
  for (const { kind, key, calls } of steps) {
    if (kind === 'generate') {
      expect(key).not.toBe('')
      expect(calls).toMatchObject({ count: 1, outcome: 'ok', model: expect.any(String), ms: expect.any(Number) })
      expect(calls).toMatchObject({ promptTokens: expect.any(Number), completionTokens: expect.any(Number) })
    } else expect(calls).toBeNull()
  }
  expect((await ask(`?seen=${whole.version - 1}`)).changedSteps.map(({ kind }: { kind: string }) => kind)).toEqual([
    'finish',
  ])
  expect((await ask(`?seen=${whole.version}`)).changedSteps).toEqual([])
  expect((await ask('?seen=abc')).changedSteps).toHaveLength(4)
  expect((await api.as.otherStudent.get(`/generation-runs/${run.id}/state`)).status).toBe(404)
  expect((await api.as.visitor.get(`/generation-runs/${run.id}/state`)).status).toBe(401)
})

test('sections are named by their titles, with what they come after', async () => {
  const { body } = await api.as.teacher.post('/generation-runs', {
    kind: 'lessons',
    input: { format: 'language', requests: [{ topic: 'Forks' }, { topic: 'Pins' }] },
  })
  const [event] = await readEvents(await open(api.as.teacher, body.doc.id), { count: 1 })
  const { named } = (await api.as.teacher.get(`/generation-runs/${body.doc.id}/state`)).body
  expect(event?.data.named).toEqual(named)
  const plan = { key: 'l02.plan', kind: 'plan', of: 'Pins', after: [] }
  expect(named).toContainEqual(plan)
  expect(named.find(({ key }: { key: string }) => key === 'l02.comprehension')).toMatchObject({
    ...{ kind: 'section', title: 'Comprehension', of: 'Pins' },
    after: expect.arrayContaining(['l02.plan', 'l02.content']),
  })
  await api.as.teacher.post(`/generation-runs/${body.doc.id}/cancel`)
})

test('a reviewer reads along what is written; a student who may follow the run does not', async () => {
  const run = await requestRun(api.as.student)
  const follow = (actor: 'student' | 'teacher') =>
    api.as[actor].request(`/generation-runs/${run.id}/events?text=true`, {})
  const [own, others] = await Promise.all([follow('student'), follow('teacher')])
  const { notifications } = coursewrightOf(api.payload)
  await waitFor('notifications', () => notifications.isListening())
  const [ofStudent, ofTeacher] = [readEvents(own), readEvents(others)]
  const written = { step: 1, text: 'White to move\nand win' }
  await tellAll(topicOf.text(run.id), `${written.step} ${written.text}`)
  await api.as.student.post(`/generation-runs/${run.id}/cancel`)
  const textsOf = (events: RunEvent[]) => events.filter(({ event }) => event === 'text').map(({ data }) => data)
  expect(textsOf(await ofTeacher)).toEqual([written])
  expect(textsOf(await ofStudent)).toEqual([])
})

test('of a reader who is gone before his stream begins nothing stays', async () => {
  const run = await requestRun(api.as.teacher)
  const user = await api.payload.findByID({ collection: 'users', id: api.as.teacher.id ?? 0 })
  const req = await createLocalReq({ user: { ...user, collection: 'users' } }, api.payload)
  Object.assign(req, {
    ...{ routeParams: { id: run.id }, searchParams: new URLSearchParams({ text: 'true' }), headers: new Headers() },
    signal: AbortSignal.abort(),
  })
  const { notifications } = coursewrightOf(api.payload)
  const { subscribe } = notifications
  const [begun, ended] = [[] as string[], [] as string[]]
  vi.spyOn(notifications, 'subscribe').mockImplementation((subscription) => {
    begun.push(subscription.topic)
    const end = subscribe(subscription)
    return () => {
      ended.push(subscription.topic)
      end()
    }
  })
  const { endpoints } = api.payload.collections['generation-runs']?.config ?? {}
  const events = (endpoints || []).find(({ path }) => path === '/:id/events')
  await events?.handler(req)
  expect(begun).toEqual([topicOf.text(run.id), topicOf.run(run.id)])
  await waitFor('both to be ended', () => begun.every((topic) => ended.includes(topic)))
  vi.restoreAllMocks()
})

const tellAll = async (topic: string, facts: string) => {
  const { db, channel } = poolStore(api.payload, settingsOf(api.payload))
  await db.execute(sql`select pg_notify(${channel}, ${`${topic} ${facts}`})`)
}

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

test.each([
  ['whose role is withdrawn', null],
  ['who does not review any more', 'student'],
])('the stream of a user %s ends within a minute, and that of others goes on', async (_, role) => {
  // A student may follow a run of his own.
  const run = await requestRun(api.as.teacher)
  const follow = async (client: ApiClient) => {
    const response = await open(client, run.id)
    return new Promise<{ events: Promise<RunEvent[]> }>((resolve) => {
      const events = readEvents(response, { onEvents: () => resolve({ events }) })
    })
  }
  const [theirs, ours] = [await follow(api.as.teacher), await follow(api.as.editor)]
  const setRole = (to: string | null) =>
    poolOf(api.payload).execute(sql`update users set role = ${to} where id = ${Number(api.as.teacher.id)}`)
  const now = performance.now.bind(performance)
  try {
    await setRole(role)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 61_000)
    await api.as.editor.post(`/generation-runs/${run.id}/pause`)
    // Told nothing of what happened since.
    expect((await theirs.events).map(({ data }) => data.status)).toEqual(['queued'])
    await api.as.editor.post(`/generation-runs/${run.id}/cancel`)
    expect((await ours.events).at(-1)?.data.status).toBe('cancelled')
  } finally {
    vi.restoreAllMocks()
    await setRole('teacher')
  }
})
