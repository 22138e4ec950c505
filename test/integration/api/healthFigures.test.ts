import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { settingsOf } from '../../../src/options/Settings.js'
import { poolStore, type RunStore } from '../../../src/runs/sql/store.js'
import { type Api, startApi } from './helpers/startApi.js'

const providers = [
  {
    name: 'First',
    baseURL: 'http://127.0.0.1:9/v1',
    complex: 'big-1',
    prices: { 'big-1': { promptUsd: 2, completionUsd: 8 } },
  },
  { name: 'Second', baseURL: 'http://127.0.0.1:9/v1', complex: 'other-1' },
]

let api: Api
let store: RunStore

beforeAll(async () => {
  api = await startApi({ options: { model: { providers } } })
  store = poolStore(api.payload, settingsOf(api.payload))
})
afterAll(() => api?.stop())
beforeEach(async () => {
  for (const table of [store.logs, store.usage, store.workers]) await store.db.execute(sql`delete from ${table}`)
})

const health = async () => (await api.as.teacher.get('/generation/health')).body

/** So many calls that ended so, some minutes ago. */
const addCalls = async (count: number, outcome: string, { minutesAgo = 1, provider = 'First' } = {}) => {
  await store.db.execute(sql`
    insert into ${store.logs} (type, outcome, provider, model, created_at, updated_at)
    select 'attempt', ${outcome}, ${provider}, 'big-1', now() - ${minutesAgo} * interval '1 minute', now()
    from generate_series(1, ${count}::int)
  `)
}

const addEvent = async (facts: object, daysAgo = 0) => {
  await store.db.execute(sql`
    insert into ${store.logs} (type, facts, created_at, updated_at)
    values ('event', ${JSON.stringify(facts)}::jsonb, now() - ${daysAgo} * interval '1 day', now())
  `)
}

const addWorker = async (host: string, seen: SQL, leads: SQL = sql`null::timestamptz`) => {
  await store.db.execute(sql`
    insert into ${store.workers} (key, host, pid, slots, busy, started_at, seen_at, leads_until, created_at, updated_at)
    values (${host}, ${host}, 7, 4, 1, now() - interval '1 hour', ${seen}, ${leads}, now(), now())
  `)
}

test('reviewers see the workers that live, with their slots and ages, and which of them leads', async () => {
  await addWorker('one', sql`now() - interval '10 seconds'`, sql`now() + interval '20 seconds'`)
  await addWorker('two', sql`now() - interval '58 seconds'`, sql`now() - interval '1 second'`)
  await addWorker('dead', sql`now() - interval '61 seconds'`)
  const { workers } = await health()
  expect(workers).toMatchObject([
    { host: 'one', pid: 7, slots: 4, busy: 1, leads: true },
    { host: 'two', leads: false },
  ])
  expect(workers[0].aliveSeconds).toBeGreaterThanOrEqual(3600)
  expect(workers[0].seenSeconds).toBeGreaterThanOrEqual(10)
  expect(workers[0].seenSeconds).toBeLessThan(58)
})

test('rates are told of the last five and sixty minutes, without calls that we stopped or that were lost', async () => {
  await addCalls(6, 'ok')
  await addCalls(1, 'timeout')
  await addCalls(1, 'invalid')
  await addCalls(2, 'ok', { provider: 'Second' })
  await addCalls(3, 'aborted')
  await addCalls(8, 'unavailable', { minutesAgo: 6 })
  await addCalls(2, 'refused', { minutesAgo: 59 })
  await addCalls(9, 'timeout', { minutesAgo: 61 })
  const [five, sixty, ...others] = (await health()).calls
  expect(others).toEqual([])
  expect(five).toEqual({
    ...{ minutes: 5, calls: 10, errors: 1, timeouts: 1, fallbacks: 2, answers: 9, passes: 8 },
    ...{ errorRate: 1 / 10, timeoutRate: 1 / 10, fallbackRate: 2 / 10, validationRate: 8 / 9 },
  })
  expect(sixty).toMatchObject({
    minutes: 60,
    calls: 20,
    errors: 9,
    timeouts: 1,
    answers: 9,
    passes: 8,
    errorRate: 9 / 20,
  })
})

test('where nothing was called there are no rates, and where nothing was planned no figures of plans', async () => {
  const { calls, plans, alerts, workers } = await health()
  expect(calls).toMatchObject([
    { minutes: 5, calls: 0, errorRate: null, timeoutRate: null, fallbackRate: null, validationRate: null },
    { minutes: 60, calls: 0 },
  ])
  expect(plans).toEqual({
    ...{ days: 7, lookUps: 0, hits: 0, written: 0, stoodIn: 0, failed: 0, hitRate: null, issues: null },
    ms: { p50: null, p95: null },
    saved: { calls: null, costUsd: null },
  })
  expect({ alerts, workers }).toEqual({ alerts: { open: 0 }, workers: [] })
})

test('plans tell how often one was found, how long one takes, what is wrong with them and what they saved', async () => {
  for (const event of ['plan-hit', 'plan-hit', 'plan-hit', 'plan-hit', 'plan-offered', 'plan-stale', 'plan-failed']) {
    await addEvent({ event })
  }
  await addEvent({ event: 'plan-written', ms: 1000, calls: 1, issues: 0 })
  await addEvent({ event: 'plan-written', ms: 3000, calls: 3, issues: 1 })
  // Too long ago, of something else, and not as we write it.
  await addEvent({ event: 'plan-written', ms: 9_000_000, calls: 99, issues: 99 }, 8)
  await addEvent({ event: 'plan-simplified', ms: 'long', calls: 99 })
  // Four calls for plans took 8,000 prompt tokens at $2 a million and 1,000 of their answers at $8.
  await store.db.execute(sql`
    insert into ${store.usage} (key, day, user_key, role, kind, section, provider, model, service_tier, calls, prompt_tokens, completion_tokens, created_at, updated_at)
    select key, to_char(now() at time zone 'utc', 'YYYY-MM-DD'), '1', 'teacher', 'lessons', section, 'First', 'big-1', 'normal', 4, 8000, 1000, now(), now()
    from (values ('a', 'plans/language'), ('b', 'standard')) made (key, section)
  `)
  const { plans } = await health()
  expect(plans).toEqual({
    ...{ days: 7, lookUps: 9, hits: 5, written: 2, stoodIn: 1, failed: 1, hitRate: 5 / 9, issues: 0.5 },
    ms: { p50: 2000, p95: 2900 },
    // Five times the two calls that a plan takes, each for a fourth of $0.024.
    saved: { calls: 10, costUsd: expect.closeTo(0.06, 10) },
  })
})

test('money saved is unknown where a model has no price', async () => {
  await addEvent({ event: 'plan-hit' })
  await addEvent({ event: 'plan-written', ms: 10, calls: 1, issues: 0 })
  await store.db.execute(sql`
    insert into ${store.usage} (key, day, user_key, role, kind, section, provider, model, service_tier, calls, created_at, updated_at)
    values ('a', to_char(now() at time zone 'utc', 'YYYY-MM-DD'), '1', 'teacher', 'lessons', 'plans/language', 'Second', 'other-1', 'normal', 4, now(), now())
  `)
  expect((await health()).plans.saved).toEqual({ calls: 1, costUsd: null })
})

test('alerts that nobody has acknowledged are counted, of any age', async () => {
  const alert = (at: SQL, acknowledged: SQL) =>
    store.db.execute(sql`
      insert into ${store.logs} (type, acknowledged_at, created_at, updated_at) values ('alert', ${acknowledged}, ${at}, now())
    `)
  await alert(sql`now()`, sql`null`)
  await alert(sql`now() - interval '80 days'`, sql`null`)
  await alert(sql`now()`, sql`now()`)
  expect((await health()).alerts).toEqual({ open: 2 })
})

test.each(['visitor', 'member', 'roleless', 'student'] as const)(
  'a %s reads no more than that it is up',
  async (actor) => {
    await addWorker('one', sql`now()`)
    expect((await api.as[actor].get('/generation/health')).body).toEqual({ status: 'ok' })
  },
)

test.each(['teacher', 'editor', 'admin'] as const)('the %s sees all of it', async (actor) => {
  const { body } = await api.as[actor].get('/generation/health')
  expect(Object.keys(body)).toEqual([
    'status',
    'enabled',
    'steps',
    'providers',
    'models',
    'breakers',
    'workers',
    'calls',
    'plans',
    'alerts',
  ])
})

test('without the option there is no route for metrics', async () => {
  expect((await api.as.admin.get('/generation/metrics')).status).toBe(404)
})
