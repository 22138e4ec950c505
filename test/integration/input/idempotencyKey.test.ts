import type { TypedUser } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallInput } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

let api: Api

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
})
afterAll(() => api?.stop())

const request = (idempotencyKey: string) => ({ kind: 'drillSeries', input: smallInput, idempotencyKey })

test('the same request again is a 409 that names the run it already is', async () => {
  const first = await api.as.student.post('/generation-runs', request('again'))
  const before = await api.traces()
  const second = await api.as.student.post('/generation-runs', request('again'))
  expect(second).toMatchObject({
    status: 409,
    body: { errors: [{ data: { code: 'already_requested', run: first.body.doc.id } }] },
  })
  const { body } = await api.as.student.graphql(
    'mutation ($input: JSON!) { createGenerationRun(data: { kind: "drillSeries", input: $input, idempotencyKey: "again" }) { id } }',
    { input: smallInput },
  )
  expect(body.errors).toMatchObject([
    { extensions: { statusCode: 409, data: { code: 'already_requested', run: first.body.doc.id } } },
  ])
  expect(await api.traces()).toEqual(before)
})

test('of 20 requests at once with one key, exactly one is made', async () => {
  const before = await api.traces()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => api.as.student.post('/generation-runs', request('at once'))),
  )
  const made = answers.filter(({ status }) => status === 201)
  expect(made).toHaveLength(1)
  const others = answers.filter(({ status }) => status !== 201)
  expect(others.map(({ status, body }) => [status, body.errors[0].data])).toEqual(
    Array.from({ length: 19 }, () => [409, { code: 'already_requested', run: made[0]?.body.doc.id }]),
  )
  const { runs = 0, steps = 0, jobs = 0, series = 0 } = before
  expect(await api.traces()).toEqual({
    ...before,
    runs: runs + 1,
    steps: steps + 1,
    jobs: jobs + 1,
    series: series + 1,
  })
})

test('a key belongs to its requester, and no key is no key', async () => {
  for (const actor of ['student', 'otherStudent', 'teacher'] as const) {
    expect((await api.as[actor].post('/generation-runs', request('mine'))).status).toBe(201)
  }
  for (const _ of [1, 2]) expect((await api.as.student.post('/generation-runs', request(''))).status).toBe(201)
})

test('what a user asked for who was deleted since is not what the system asks for', async () => {
  const asked = request('nightly')
  const data = { email: 'leaver@host.test', password: 'test', role: 'student' }
  const { id } = await api.payload.create({ collection: 'users', data })
  const user = { ...(await api.payload.findByID({ collection: 'users', id })), collection: 'users' } as TypedUser
  const run = await api.payload.create({ collection: 'generation-runs', data: asked, user, overrideAccess: false })
  await api.payload.delete({ collection: 'users', id })
  const system = await api.payload.create({ collection: 'generation-runs', data: asked })
  expect(system).toMatchObject({ requester: null, role: 'system' })
  expect(system.id).not.toBe(run.id)
  await expect(api.payload.create({ collection: 'generation-runs', data: asked })).rejects.toMatchObject({
    data: { code: 'already_requested', run: system.id },
  })
})

test('20 different requests at once are all made', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => api.as.teacher.post('/generation-runs', request(`one of many ${index}`))),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201))
})
