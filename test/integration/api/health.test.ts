import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { settingsOf } from '../../../src/options/Settings.js'
import { postgresBreakerStore } from '../../../src/runs/runModel.js'
import { type Api, startApi } from './helpers/startApi.js'

let api: Api

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api?.stop())
afterEach(() => api.payload.delete({ collection: 'generation-breakers', where: { id: { exists: true } } }))

/** As a worker does that was refused by a provider. */
const openBreaker = (retryAfterMs: number, model = 'big-1'): Promise<void> =>
  postgresBreakerStore(api.payload, settingsOf(api.payload)).open({
    provider: 'primary',
    model,
    reason: 'primary failed (500).',
    openings: 2,
    retryAfterMs,
  })

test('limits tell a user what may be asked for', async () => {
  const { status, body } = await api.as.student.get('/generation/limits')
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      role: 'student',
      kinds: ['drillSeries'],
      drillSeries: { targetDrillCount: 21, maxPositionsPerPhase: 25, batchSize: 5, maxBatchSize: 10 },
    },
  })
  const games = body.drillSeries.games.map(({ slug, phases }: { slug: string; phases: { value: string }[] }) => [
    slug,
    phases.map(({ value }) => value),
  ])
  expect(games).toEqual([
    ['chess', ['opening', 'middlegame', 'endgame']],
    ['backgammon', ['opening', 'early', 'middle', 'bearoff']],
  ])
})

test('anyone may ask whether it is up; only reviewers see the queue and the model', async () => {
  expect((await api.as.visitor.get('/generation/health')).body).toEqual({ status: 'ok' })
  expect((await api.as.student.get('/generation/health')).body).toEqual({ status: 'ok' })
  const { body } = await api.as.editor.get('/generation/health')
  expect(body).toMatchObject({
    status: 'ok',
    enabled: true,
    steps: { queued: expect.any(Number), running: 0, oldestSeconds: expect.any(Number) },
    providers: [
      { complex: 'offline-demo', simple: 'offline-demo', offline: true, capability: 'json_schema', streams: false },
    ],
  })
  expect(body.breakers).toEqual([])
  expect(JSON.stringify(body)).not.toContain('apiKey')
})

test('reviewers see which models are left alone, why, and for how long; nobody else does', async () => {
  await openBreaker(60_000)
  const { body } = await api.as.teacher.get('/generation/health')
  const [breaker, ...others] = body.breakers
  expect(breaker).toEqual({
    provider: 'primary',
    model: 'big-1',
    reason: 'primary failed (500).',
    openings: 2,
    retryAfterMs: expect.any(Number),
  })
  expect(breaker.retryAfterMs).toBeGreaterThan(50_000)
  expect(breaker.retryAfterMs).toBeLessThanOrEqual(60_000)
  expect(others).toEqual([])
  expect((await api.as.student.get('/generation/health')).body).toEqual({ status: 'ok' })
})

test('a model whose time is up is not shown as left alone, though nobody has asked it since', async () => {
  await openBreaker(0)
  expect((await api.as.teacher.get('/generation/health')).body.breakers).toEqual([])
})

test.each([
  ['REST', (id: number) => api.as.admin.delete(`/generation-breakers/${id}`)],
  ['GraphQL', (id: number) => api.as.admin.graphql(`mutation { deleteGenerationBreaker(id: ${id}) { id } }`)],
])('an admin has a model tried again at once by deleting its breaker over %s; an editor cannot', async (_, remove) => {
  await openBreaker(60_000)
  const open = async () => (await api.as.editor.get('/generation-breakers')).body.docs
  const [{ id }] = await open()
  expect((await api.as.editor.delete(`/generation-breakers/${id}`)).status).toBe(403)
  expect(await open()).toHaveLength(1)
  expect(await remove(id)).toMatchObject({ status: 200 })
  expect((await api.as.teacher.get('/generation/health')).body.breakers).toEqual([])
})
