import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload, TypedUser } from 'payload'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { controlRun, type LimitedUser, type RoleLimits } from '../../../src/index.js'
import { finalStatuses } from '../../../src/runs/vocabulary.js'
import { waitFor } from '../../shared/waitFor.js'
import { requestRun, smallInput } from '../api/helpers/requestRun.js'
import { type Actor, type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

let api: Api
/** What the host says of each user. */
let of: (who: LimitedUser) => unknown = () => undefined

beforeAll(async () => {
  api = await startApi({
    options: {
      limits: {
        roles: {
          student: { kinds: { drillSeries: { perHour: 4 } } },
          teacher: { running: 2, kinds: { lessons: { running: 1 } } },
        },
        of: (who) => of(who) as RoleLimits | undefined,
        priority: { student: 2, admin: 5 },
      },
    },
  })
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
})
afterAll(() => api?.stop())
afterEach(async () => {
  of = () => undefined
  for (const table of ['generation_steps', 'generation_runs', 'generation_admissions']) {
    await execute(sql`delete from ${sql.identifier(table)}`)
  }
})

const execute = async (query: ReturnType<typeof sql>) => (await poolOf(api.payload).execute(query)).rows
const noRunningLimit = () => ({ running: false })
const post = (actor: Actor, input: object = smallInput) =>
  api.as[actor].post('/generation-runs', { kind: 'drillSeries', input })
const errorOf = ({ status, body }: Awaited<ReturnType<typeof post>>) => ({ status, ...body.errors?.[0] })
/** As if they had been made so much earlier. */
const age = (seconds: number) =>
  execute(sql`update generation_admissions set created_at = created_at - ${seconds}::int * interval '1 second'`)
const userOf = async (payload: Payload, actor: 'admin' | 'student' | 'teacher'): Promise<TypedUser> => {
  const user = await payload.findByID({ collection: 'users', id: api.as[actor].id ?? 0, depth: 0 })
  return { ...user, collection: 'users' }
}

test('a refusal says which window is full, when it opens, and when to come back', async () => {
  of = noRunningLimit
  const startedAt = performance.now()
  await requestRun(api.as.student)
  await age(20)
  await requestRun(api.as.student)
  const answer = await post('student')
  const passed = (performance.now() - startedAt) / 1000
  expect(errorOf(answer)).toMatchObject({
    status: 429,
    message: expect.stringMatching(
      /^2 runs are allowed within one minute, and 2 were requested. The next one is possible in \d+ seconds\.$/,
    ),
    data: { code: 'rate_limited', window: 'minute', used: 2, limit: 2, retryAfterSeconds: expect.any(Number) },
  })
  const { opensAt, retryAfterSeconds } = answer.body.errors[0].data
  expect(answer.headers.get('retry-after')).toBe(String(retryAfterSeconds))
  expect(answer.body.errors[0].message).toContain(` in ${retryAfterSeconds} seconds.`)
  expect(retryAfterSeconds).toBeGreaterThanOrEqual(Math.floor(40 - passed))
  expect(retryAfterSeconds).toBeLessThanOrEqual(40)
  const [oldest] = await execute(sql`
    select extract(epoch from min(created_at) + interval '1 minute') * 1000 as ms from generation_admissions`)
  expect(Date.parse(opensAt)).toBe(Number(oldest?.ms))
  // Not before that moment, which stands above to the millisecond, and then at once.
  await age(retryAfterSeconds - 5)
  const early = errorOf(await post('student'))
  expect(early.status).toBe(429)
  expect(Date.parse(early.data.opensAt)).toBe(Date.parse(opensAt) - (retryAfterSeconds - 5) * 1000)
  await age(5)
  expect((await post('student')).status).toBe(201)
})

test('of several full windows the one is told that opens last', async () => {
  of = () => ({ perMinute: 1, perHour: 1, running: false })
  await requestRun(api.as.admin)
  expect(errorOf(await post('admin'))).toMatchObject({
    message: expect.stringMatching(/ in 60 minutes\.$/),
    data: { window: 'hour', used: 1, limit: 1 },
  })
})

test('a request that is wrong in itself, or was made before, is told so, whatever is full', async () => {
  of = () => ({ perHour: 1, running: false })
  const body = { kind: 'drillSeries', input: smallInput, idempotencyKey: 'once' }
  const { doc } = (await api.as.student.post('/generation-runs', body)).body
  expect(errorOf(await api.as.student.post('/generation-runs', body))).toMatchObject({
    status: 409,
    data: { code: 'already_requested', run: doc.id },
  })
  expect(errorOf(await api.as.student.post('/generation-runs', { kind: 'poems', input: {} })).status).toBe(400)
})

test('a kind may have limits of its own, beside those of all kinds', async () => {
  of = noRunningLimit
  for (let count = 0; count < 4; count += 1) {
    await requestRun(api.as.student)
    await age(61)
  }
  expect(errorOf(await post('student'))).toMatchObject({
    message: expect.stringMatching(
      /^4 runs of the kind "drillSeries" are allowed within one hour, and 4 were requested/,
    ),
    data: { code: 'rate_limited', kind: 'drillSeries', window: 'hour', used: 4, limit: 4 },
  })
})

test('a refused request counts nowhere, a deleted run still does', async () => {
  of = () => ({ perHour: 2, perMinute: false, running: false })
  const { id } = await requestRun(api.as.student)
  for (let count = 0; count < 5; count += 1) {
    expect((await post('student', { ...smallInput, phases: ['nowhere'] })).status).toBe(400)
  }
  await api.payload.delete({ collection: 'generation-runs', id })
  expect((await post('student')).status).toBe(201)
  expect((await post('student')).status).toBe(429)
  expect((await api.as.otherStudent.post('/generation-runs', { kind: 'drillSeries', input: smallInput })).status).toBe(
    201,
  )
})

test('a limit of 0 lets nothing in, and no time is told to come back', async () => {
  of = () => ({ kinds: { drillSeries: { perDay: 0 } } })
  const answer = await post('teacher')
  expect(errorOf(answer)).toMatchObject({
    status: 403,
    message: 'You may not start runs of the kind "drillSeries" on this site.',
    data: { code: 'not_allowed', kind: 'drillSeries' },
  })
  expect(answer.headers.get('retry-after')).toBeNull()
})

test.each([
  ['a limit that is none', () => ({ perMinute: -1 })],
  ['a kind that nobody knows', () => ({ kinds: { poems: { perMinute: 1 } } })],
  ['a promise', async () => ({})],
  [
    'an error',
    () => {
      throw new Error('The directory is away.')
    },
  ],
])('where `limits.of` gives %s nobody is let in', async (_, bad) => {
  of = bad
  // A row for each refusal may still be on its way.
  const traces = async () => ({ ...(await api.traces()), logs: undefined })
  const before = await traces()
  await expect(post('student')).rejects.toThrow(/503.*limits_unavailable/)
  expect(await traces()).toEqual(before)
})

test('where they cannot be counted nobody is let in, and the same holds for what is left', async () => {
  await execute(sql`alter table generation_admissions rename to admissions_away`)
  try {
    await expect(post('student')).rejects.toThrow(/503.*limits_unavailable/)
    await expect(api.as.student.get('/generation/limits')).rejects.toThrow(/503.*limits_unavailable/)
  } finally {
    await execute(sql`alter table admissions_away rename to generation_admissions`)
  }
  expect((await post('student')).status).toBe(201)
})

test('runs that are paused or have ended leave room for others; retry and resume ask for it, and for nothing else', async () => {
  of = () => ({ perHour: 2, perMinute: 2, running: 1 })
  const { student } = api.as
  const first = await requestRun(student)
  expect(errorOf(await post('student'))).toMatchObject({
    status: 429,
    message: '1 run may be under way at once, and 1 is. Wait until one ends, or pause or cancel one.',
    data: { code: 'too_many_running', used: 1, limit: 1, retryAfterSeconds: 30 },
  })
  await student.post(`/generation-runs/${first.id}/pause`)
  const second = await requestRun(student)
  const resumed = await student.post(`/generation-runs/${first.id}/resume`)
  expect(errorOf(resumed)).toMatchObject({ status: 429, data: { code: 'too_many_running', used: 1, limit: 1 } })
  expect(resumed.headers.get('retry-after')).toBe('30')
  // Whoever asks: it is the requester who would have two.
  expect((await api.as.admin.post(`/generation-runs/${first.id}/resume`)).status).toBe(429)
  await student.post(`/generation-runs/${second.id}/cancel`)
  // Both windows are full.
  expect((await student.post(`/generation-runs/${first.id}/resume`)).status).toBe(200)
  expect((await student.post(`/generation-runs/${first.id}/resume`)).status, 'once more changes nothing').toBe(200)
  expect((await student.post(`/generation-runs/${second.id}/retry`)).status).toBe(429)
  const { body } = await student.graphql(`mutation { retryGenerationRun(id: "${second.id}") { id } }`)
  expect(body.errors[0].extensions).toMatchObject({ statusCode: 429, data: { code: 'too_many_running' } })
  // Our own code goes by no limit.
  await controlRun({ payload: api.payload, run: second.id, action: 'retry' })
})

test('what is requested while another is resumed never makes one too many', async () => {
  of = () => ({ perMinute: false, perHour: false, perDay: false, running: 2, kinds: {} })
  const { student } = api.as
  const paused = []
  for (let count = 0; count < 4; count += 1) {
    const { id } = await requestRun(student)
    await student.post(`/generation-runs/${id}/pause`)
    paused.push(id)
  }
  await execute(sql`delete from generation_admissions`)
  const answers = await Promise.all([
    ...paused.map((id) => student.post(`/generation-runs/${id}/resume`)),
    ...paused.map(() => post('student')),
  ])
  expect(answers.filter(({ status }) => status < 300)).toHaveLength(2)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(6)
})

test('a role that changes counts from then on, with what was requested before', async () => {
  of = noRunningLimit
  const { id } = api.as.student
  await requestRun(api.as.student)
  await requestRun(api.as.student)
  expect((await post('student')).status).toBe(429)
  await api.payload.update({ collection: 'users', id: id ?? 0, data: { role: 'teacher' } })
  try {
    expect((await post('student')).status).toBe(201)
    const { body } = await api.as.student.get('/generation/limits')
    expect(body.windows[0]).toMatchObject({ window: 'minute', limit: 5, used: 3, left: 2 })
  } finally {
    await api.payload.update({ collection: 'users', id: id ?? 0, data: { role: 'student' } })
  }
  const [runs] = await execute(sql`select array_agg(role order by id) as roles from generation_runs`)
  expect(runs?.roles).toEqual(['student', 'student', 'teacher'])
})

test('the run of a user who is deleted goes on to its end', async () => {
  const { id: user } = await api.payload.create({
    collection: 'users',
    data: { email: 'gone@host.test', password: 'coursewright', role: 'student' },
  })
  const { id } = await api.payload.create({
    collection: 'generation-runs',
    data: { kind: 'drillSeries', input: smallInput },
    user: { ...(await api.payload.findByID({ collection: 'users', id: user })), collection: 'users' },
    overrideAccess: false,
  })
  await api.payload.delete({ collection: 'users', id: user })
  const worker = api.work()
  await waitFor('its end', async () => {
    const { status } = await api.payload.findByID({ collection: 'generation-runs', id, depth: 0 })
    return finalStatuses.includes(status)
  })
  await worker.stop()
  // Nobody is left to be limited.
  await execute(sql`update generation_runs set status = 'failed' where id = ${id}`)
  await execute(sql`update generation_steps set status = 'failed' where run_id = ${id}`)
  await controlRun({ payload: api.payload, run: id, action: 'retry', user: await userOf(api.payload, 'admin') })
  expect(await execute(sql`select user_key from generation_admissions`)).toEqual([{ user_key: String(user) }])
})

test('our own code has no limits, and is counted all the same', async () => {
  of = () => ({ perDay: 0 })
  for (let count = 0; count < 12; count += 1) {
    await api.payload.create({
      collection: 'generation-runs',
      data: { kind: 'drillSeries', input: smallInput },
      depth: 0,
    })
  }
  expect(
    await execute(
      sql`select count(*)::int as count, max(number)::int as last from generation_admissions where user_key = 'system'`,
    ),
  ).toEqual([{ count: 12, last: 12 }])
})

test('a request that names no priority gets that of its role', async () => {
  expect((await requestRun(api.as.student)).priority).toBe(2)
  expect((await requestRun(api.as.teacher)).priority).toBe(0)
  expect((await requestRun(api.as.admin)).priority).toBe(5)
  const named = await api.as.admin.post('/generation-runs', { kind: 'drillSeries', input: smallInput, priority: 0 })
  expect(named.body.doc.priority).toBe(0)
})

test('everyone can read what is left, over REST and GraphQL', async () => {
  of = ({ role }) => (role === 'admin' ? { perMinute: false, perDay: 1 } : undefined)
  await requestRun(api.as.student)
  const { body } = await api.as.student.get('/generation/limits')
  expect(body.role).toBe('student')
  expect(body.windows).toEqual([
    { window: 'minute', limit: 2, used: 1, left: 1, opensAt: null },
    { window: 'hour', limit: 10, used: 1, left: 9, opensAt: null },
    { window: 'day', limit: 50, used: 1, left: 49, opensAt: null },
    { window: 'hour', kind: 'drillSeries', limit: 4, used: 1, left: 3, opensAt: null },
  ])
  expect(body.running).toEqual({ limit: 1, used: 1, left: 0, kinds: [] })
  expect(body.site).toEqual({ limit: 100, running: 0 })
  expect(body.budgets).toEqual([])

  await requestRun(api.as.admin)
  const answer = await api.as.admin.graphql('{ generationLimits }')
  const { windows } = answer.body.data.generationLimits
  expect(windows).toMatchObject([
    { window: 'minute', limit: null, used: 1, left: null, opensAt: null },
    { window: 'hour', limit: 100, used: 1, left: 99, opensAt: null },
    { window: 'day', limit: 1, used: 1, left: 0 },
  ])
  expect(Date.parse(windows[2].opensAt)).toBeGreaterThan(Date.now() + 86_000_000)
  expect(errorOf(await api.as.visitor.get('/generation/limits')).status).toBe(401)
})

test('an estimate over GraphQL is the one of the route', async () => {
  const variables = { input: smallInput }
  const query = 'query ($input: JSON) { estimateGenerationRun(kind: "drillSeries", input: $input) }'
  const { body } = await api.as.student.graphql(query, variables)
  const rest = await api.as.student.post('/generation-runs/estimate', { kind: 'drillSeries', input: smallInput })
  expect(body.data.estimateGenerationRun).toEqual(rest.body)
})
