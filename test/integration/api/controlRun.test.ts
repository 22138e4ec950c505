import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { type RunStatus, runStatuses } from '../../../src/runs/vocabulary.js'
import { addPositions } from '../helpers/addPositions.js'
import { finishRun } from './helpers/finishRun.js'
import { requestRun } from './helpers/requestRun.js'
import { type Api, startApi } from './helpers/startApi.js'

let api: Api

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 12, endgame: 12 } })
})
afterAll(() => api?.stop())
// What a test leaves open would be done first by the workers of the next.
afterEach(() => api.payload.delete({ collection: 'generation-runs', where: {} }))

/** A run that somehow came to a status; nothing in it has been generated. */
const runIn = async (status: RunStatus): Promise<number> => {
  const { id } = await requestRun(api.as.student)
  const step = { failed: 'failed', partial: 'failed', cancelled: 'cancelled', completed: 'done' }[String(status)]
  const db = poolOf(api.payload)
  await db.execute(sql`update generation_runs set status = ${status}, last_action = null where id = ${id}`)
  if (step) await db.execute(sql`update generation_steps set status = ${step} where run_id = ${id}`)
  return id
}

const outcomes = {
  cancel: { from: ['queued', 'planning', 'running', 'paused'], to: 'cancelled' },
  pause: { from: ['queued', 'planning', 'running'], to: 'paused' },
  resume: { from: ['paused'], to: 'queued' },
  retry: { from: ['partial', 'failed', 'cancelled'], to: 'queued' },
} as const

const actions = ['cancel', 'pause', 'resume', 'retry'] as const
const table = actions.flatMap((action) => runStatuses.map((status) => ({ action, status })))

test.each(table)('$action of a run that is $status', async ({ action, status }) => {
  const id = await runIn(status)
  const { from, to } = outcomes[action]
  const first = await api.as.student.post(`/generation-runs/${id}/${action}`)
  if (!from.some((allowed) => allowed === status)) {
    expect(first).toMatchObject({
      status: 409,
      body: {
        errors: [{ message: expect.stringContaining(status), data: { code: 'wrong_status', status, allowed: from } }],
      },
    })
    expect((await api.as.student.get(`/generation-runs/${id}`)).body.status).toBe(status)
    return
  }
  expect(first).toMatchObject({ status: 200, body: { doc: { id, status: to }, message: expect.any(String) } })
  const { version } = first.body.doc
  const again = await api.as.student.post(`/generation-runs/${id}/${action}`)
  expect(again).toMatchObject({ status: 200, body: { doc: { id, status: to, version } } })
})

test('a paused run does nothing until it is resumed', async () => {
  const run = await requestRun(api.as.student)
  await api.as.student.post(`/generation-runs/${run.id}/pause`)
  const other = await requestRun(api.as.student)
  await finishRun(api, other.id)
  const { body } = await api.as.student.get(`/generation-runs/${run.id}`)
  expect(body).toMatchObject({ status: 'paused', pausedFor: 'user', progress: { generated: 0 } })
  await api.as.student.post(`/generation-runs/${run.id}/resume`)
  expect(await finishRun(api, run.id)).toMatchObject({
    status: 'completed',
    pausedFor: null,
    progress: { generated: 4 },
  })
})

test('a cancelled run is done to its end by a retry', async () => {
  const run = await requestRun(api.as.student)
  await api.as.student.post(`/generation-runs/${run.id}/cancel`)
  await api.as.student.post(`/generation-runs/${run.id}/retry`)
  expect(await finishRun(api, run.id)).toMatchObject({
    status: 'completed',
    error: null,
    progress: { requested: 4, generated: 4, failed: 0 },
  })
})

test('a run that completed refuses every action', async () => {
  const run = await requestRun(api.as.student)
  await finishRun(api, run.id)
  for (const action of actions) {
    const { status, body } = await api.as.student.post(`/generation-runs/${run.id}/${action}`)
    expect({ action, status, code: body.errors?.[0].data.code }).toEqual({ action, status: 409, code: 'wrong_status' })
  }
})

test('one step is retried by its number, over REST and GraphQL; other numbers and actions are refused', async () => {
  const run = await requestRun(api.as.student)
  const path = `/generation-runs/${run.id}`
  await api.as.student.post(`${path}/cancel`)
  for (const step of ['one', -1, 1.5, {}]) {
    const { status, body } = await api.as.student.post(`${path}/retry`, { step })
    expect({ step, status, code: body.errors?.[0].data.code }).toEqual({ step, status: 400, code: 'invalid_step' })
  }
  const none = await api.as.student.post(`${path}/retry`, { step: 7 })
  expect(none).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'step_not_found', step: 7 } }] } })
  const whole = await api.as.student.post(`${path}/cancel`, { step: 0 })
  expect(whole).toMatchObject({
    status: 400,
    body: { errors: [{ message: expect.stringContaining('only retry takes one') }] },
  })

  // Cancelled before it was planned: its plan is step 0.
  const retried = await api.as.student.post(`${path}/retry`, { step: 0 })
  expect(retried).toMatchObject({ status: 200, body: { doc: { status: 'queued' } } })
  await api.as.student.post(`${path}/cancel`)
  const { body } = await api.as.student.graphql(
    `mutation { run: retryGenerationRun(id: "${run.id}", step: 0) { status } }`,
  )
  expect(body).toEqual({ data: { run: { status: 'queued' } } })
  expect(await finishRun(api, run.id)).toMatchObject({ status: 'completed' })
})

test('GraphQL controls runs by the same rules', async () => {
  const { id } = await requestRun(api.as.student)
  const act = async (action: string) => {
    const { status, body } = await api.as.student.graphql(
      `mutation { run: ${action}GenerationRun(id: "${id}") { id status pausedFor } }`,
    )
    expect(status).toBe(200)
    return body
  }
  expect(await act('pause')).toEqual({ data: { run: { id, status: 'paused', pausedFor: 'user' } } })
  expect(await act('pause')).toEqual({ data: { run: { id, status: 'paused', pausedFor: 'user' } } })
  expect(await act('resume')).toMatchObject({ data: { run: { status: 'queued', pausedFor: null } } })
  expect(await act('cancel')).toMatchObject({ data: { run: { status: 'cancelled' } } })
  expect(await act('pause')).toMatchObject({
    data: { run: null },
    errors: [{ extensions: { statusCode: 409, data: { code: 'wrong_status', status: 'cancelled' } } }],
  })
  expect(await act('retry')).toMatchObject({ data: { run: { status: 'queued' } } })
  await act('cancel')
})

test.each(actions)('%s of a run that is not the requester’s is a 404, for reviewers it works', async (action) => {
  const id = await runIn(outcomes[action].from[0])
  const path = `/generation-runs/${id}/${action}`
  for (const actor of ['otherStudent', 'visitor', 'member', 'roleless'] as const) {
    const { status, body } = await api.as[actor].post(path)
    const expected =
      actor === 'otherStudent' ? { status: 404, code: 'not_found' } : { status: 401, code: 'unauthorized' }
    expect({ actor, status, code: body.errors?.[0].data.code }).toEqual({ actor, ...expected })
    const overGraphQL = await api.as[actor].graphql(`mutation { ${action}GenerationRun(id: "${id}") { id } }`)
    expect(overGraphQL.body.errors[0].extensions).toMatchObject({
      statusCode: expected.status,
      data: { code: expected.code },
    })
  }
  expect((await api.as.teacher.post(path)).status).toBe(200)
  await api.as.teacher.post(`/generation-runs/${id}/cancel`)
})

test.each(['999999', 'abc', '0', '-1', '1.5', '1abc', '%00', '99999999999'])(
  'actions on run %s are a 404',
  async (id) => {
    for (const action of actions) {
      expect(await api.as.admin.post(`/generation-runs/${id}/${action}`)).toMatchObject({
        status: 404,
        body: { errors: [{ data: { code: 'not_found' } }] },
      })
    }
  },
)
