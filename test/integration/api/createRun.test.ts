import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPositions } from '../helpers/addPositions.js'
import { finishRun } from './helpers/finishRun.js'
import { requestRun, smallInput } from './helpers/requestRun.js'
import { type Api, startApi } from './helpers/startApi.js'

let api: Api

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 12, endgame: 12 } })
})
afterAll(() => api?.stop())

test('posting a run answers 201 with the document and a message', async () => {
  const { status, body } = await api.as.student.post('/generation-runs', { kind: 'drillSeries', input: smallInput })
  expect({ status, body }).toMatchObject({
    status: 201,
    body: {
      message: expect.any(String),
      doc: {
        id: expect.any(Number),
        kind: 'drillSeries',
        status: 'queued',
        role: 'student',
        progress: { requested: 4, generated: 0, failed: 0 },
        usage: { calls: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 },
        input: { ...smallInput, game: 'chess' },
      },
    },
  })
})

test('a run that is answered in part only is made as any other', async () => {
  const { status, body } = await api.as.editor.post('/generation-runs?select[status]=true', {
    kind: 'drillSeries',
    input: smallInput,
  })
  expect({ status, doc: body.doc }).toEqual({ status: 201, doc: { id: expect.any(Number), status: 'queued' } })
  expect(await finishRun(api, body.doc.id)).toMatchObject({ status: 'completed', progress: { generated: 4 } })
})

test('reading a finished run tells its status, progress, usage, cost and error', async () => {
  const run = await requestRun(api.as.student)
  await finishRun(api, run.id)
  const { status, body } = await api.as.student.get(`/generation-runs/${run.id}`)
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      status: 'completed',
      progress: { requested: 4, generated: 4, failed: 0 },
      usage: {
        calls: 2,
        promptTokens: expect.any(Number),
        cachedTokens: expect.any(Number),
        completionTokens: expect.any(Number),
        reasoningTokens: expect.any(Number),
        savedTokens: expect.any(Number),
      },
      // The price of this model is not known, and 0 would be a lie.
      cost: null,
      error: null,
    },
  })
  expect(body.usage.promptTokens).toBeGreaterThan(200)
  const { promptTokens, cachedTokens, completionTokens } = body.usage
  expect(body.usage.byModel).toEqual({
    [new URL(api.model.baseURL).host]: {
      'offline-demo': { promptTokens, cachedTokens, cacheWriteTokens: 0, completionTokens, untoldCalls: 0 },
    },
  })
})

test('GraphQL creates a run and reads it back', async () => {
  const created = await api.as.teacher.graphql(
    `mutation ($input: JSON!) {
      createGenerationRun(data: { kind: "drillSeries", input: $input, priority: 3 }) { id status priority progress { requested } }
    }`,
    { input: smallInput },
  )
  expect(created.body).toEqual({
    data: {
      createGenerationRun: {
        id: expect.any(Number),
        status: 'queued',
        priority: 3,
        progress: { requested: 4 },
      },
    },
  })
  const { id } = created.body.data.createGenerationRun
  const read = await api.as.teacher.graphql(`{ GenerationRun(id: ${id}) { kind input cost error usage { calls } } }`)
  expect(read.body.data.GenerationRun).toMatchObject({
    kind: 'drillSeries',
    input: smallInput,
    // Nothing was asked of a model yet.
    cost: 0,
    error: null,
    usage: { calls: 0 },
  })
})

test('a refusal over GraphQL is a 200 with status code and data in its extensions', async () => {
  const before = await api.traces()
  const { status, body } = await api.as.student.graphql(
    'mutation ($input: JSON!) { createGenerationRun(data: { kind: "drillSeries", input: $input }) { id } }',
    { input: { phases: ['nowhere'] } },
  )
  expect({ status, errors: body.errors }).toMatchObject({
    status: 200,
    errors: [
      {
        message: expect.stringContaining('"nowhere"'),
        extensions: { statusCode: 400, data: { code: 'unknown_phase', unknown: ['nowhere'] } },
      },
    ],
  })
  expect(await api.traces()).toEqual(before)
})

test('an estimate tells what a run would take, and stores nothing', async () => {
  const before = await api.traces()
  const { status, body } = await api.as.student.post('/generation-runs/estimate', {
    kind: 'drillSeries',
    input: smallInput,
  })
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      estimate: {
        requested: 4,
        calls: 2,
        seconds: expect.any(Number),
        facts: { available: { opening: 12, endgame: 12 }, positionsLoaded: 8 },
        promptTokens: expect.any(Number),
        completionTokens: expect.any(Number),
        cost: null,
      },
      input: { ...smallInput, game: 'chess' },
    },
  })
  expect(await api.traces()).toEqual(before)
})

test.each([
  [{ kind: 'poem', input: {} }, 'unknown_kind'],
  [{ kind: 'drillSeries', input: { targetDrillCount: 0 } }, 'invalid_input'],
  [{ kind: 'drillSeries', input: 5 }, 'invalid_input'],
])('an estimate of %j is refused as %s', async (asked, code) => {
  const { status, body } = await api.as.student.post('/generation-runs/estimate', asked)
  expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ data: { code } }] } })
})

test.each(['visitor', 'member', 'roleless'] as const)('a %s gets no estimate and no limits', async (actor) => {
  const client = api.as[actor]
  const refused = { status: 401, body: { errors: [{ message: expect.any(String), data: { code: 'unauthorized' } }] } }
  expect(await client.post('/generation-runs/estimate', { input: smallInput })).toMatchObject(refused)
  expect(await client.get('/generation/limits')).toMatchObject(refused)
})
