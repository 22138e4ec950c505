import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

let api: Api

const price = { promptUsd: 1, completionUsd: 2 }

beforeAll(async () => {
  api = await startApi({
    options: {
      model: {
        providers: [{ name: 'Acme', baseURL: 'http://127.0.0.1:9/v1', complex: 'big', prices: { big: price } }],
      },
      limits: {
        roles: {
          student: { perMinute: 2, perHour: 10, perDay: 50, running: 5 },
          editor: { kinds: { lessons: { perDay: 0 } } },
        },
      },
      budgets: { user: { teacher: { day: { tokens: 5000 } } }, site: { month: { costUsd: 1 } } },
    },
  })
  await addPositions({ payload: api.payload, counts: { opening: 20 } })
})
afterAll(() => api?.stop())

const request = { kind: 'drillSeries', input: { targetDrillCount: 5, phases: ['opening'], seed: 1 } }

type Who = 'student' | 'teacher' | 'editor' | 'admin'

const limitsFor = async (actor: Who, asked: object = request) => {
  const { status, body } = await api.as[actor].post('/generation-runs/estimate', asked)
  expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined })
  return body.estimate.limits
}

test('an estimate tells whether limits let the run in now, and counts nowhere', async () => {
  const before = await limitsFor('student')
  expect(before).toMatchObject({ allowed: true, refusal: null, running: { limit: 5, used: 0, left: 5 } })
  for (let asked = 0; asked < 3; asked += 1) expect(await limitsFor('student')).toEqual(before)
  const { body: told } = await api.as.student.get('/generation/limits')
  expect({ windows: told.windows, budgets: told.budgets }).toEqual({ windows: before.windows, budgets: before.budgets })

  for (let made = 0; made < 2; made += 1)
    expect((await api.as.student.post('/generation-runs', request)).status).toBe(201)
  const { allowed, refusal } = await limitsFor('student')
  const { status, body } = await api.as.student.post('/generation-runs', request)
  const [error] = body.errors
  expect({ allowed, status, code: refusal.data.code }).toEqual({ allowed: false, status: 429, code: 'rate_limited' })
  expect(refusal.message.replace(/\d+ second.*/, '')).toBe(error.message.replace(/\d+ second.*/, ''))
  expect(refusal.data).toMatchObject({ window: 'minute', limit: 2, used: 2, opensAt: error.data.opensAt })
})

test('a kind that a role may never start is told as such', async () => {
  expect(await limitsFor('editor', { kind: 'lessons', input: { topic: 'Tea' } })).toMatchObject({
    allowed: false,
    refusal: { data: { code: 'not_allowed' } },
  })
  expect(await limitsFor('editor')).toMatchObject({ allowed: true })
})

test.each([
  [
    'of the requester',
    'teacher',
    { targetDrillCount: 20 },
    { scope: 'user', window: 'day', unit: 'tokens', limit: 5000 },
  ],
  ['of the run', 'admin', { maxTokens: 700 }, { scope: 'run', window: 'run', unit: 'tokens', limit: 700 }],
  ['of the run in money', 'admin', { maxCostUsd: 0.002 }, { scope: 'run', unit: 'costUsd', limit: 0.002 }],
] as const)('a budget %s that the run would use up refuses it, with what is needed', async (_, actor, input, facts) => {
  const { allowed, refusal, budgets } = await limitsFor(actor, { ...request, input: { ...request.input, ...input } })
  expect({ allowed, data: refusal.data }).toMatchObject({
    allowed: false,
    data: { code: 'budget_spent', ...facts, used: 0, reserved: 0, needed: expect.any(Number) },
  })
  expect(refusal.data.needed).toBeGreaterThan(facts.limit)
  expect(budgets).toContainEqual(expect.objectContaining({ scope: 'site', window: 'month' }))
  expect(await limitsFor(actor)).toMatchObject({ allowed: true })
})

test('the status tells what is open of one’s own, drafts to those who review, and what limits leave', async () => {
  const reviews = ['one', 'other'].map((name) => ({ title: name, kind: 'drill', documentKey: `drills:${name}` }))
  for (const [index, review] of reviews.entries()) {
    const requester = api.as[index === 0 ? 'teacher' : 'student'].id as number
    await api.payload.create({ collection: 'reviews', data: { ...review, state: 'waiting', requester } })
  }
  const { body: before } = await api.as.teacher.get('/generation/status')
  expect((await api.as.teacher.post('/generation-runs', request)).status).toBe(201)
  const { body: after } = await api.as.teacher.get('/generation/status')
  expect(before.runs).toEqual({ running: 0, waiting: 0, approval: 0, budget: 0 })
  expect(after.runs).toEqual({ ...before.runs, waiting: 1 })
  expect(after.drafts).toBe(1)
  const { body: left } = await api.as.teacher.get('/generation/limits')
  expect(after.limits).toEqual({ windows: left.windows, running: left.running, site: left.site, budgets: left.budgets })
  const { body: ofStudent } = await api.as.student.get('/generation/status')
  expect(ofStudent).toMatchObject({ drafts: null, limits: { running: { limit: 5 } } })
  expect((await api.as.visitor.get('/generation/status')).status).toBe(401)
  expect((await api.as.member.get('/generation/status')).status).toBe(401)
})
