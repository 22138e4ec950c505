import { sql } from '@payloadcms/db-postgres/drizzle'
import parse from 'parse-prometheus-text-format'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settingsOf } from '../../../src/options/Settings.js'
import { poolStore, type RunStore } from '../../../src/runs/sql/store.js'
import { type Api, startApi } from './helpers/startApi.js'

const token = 'a-token-for-the-scraper'
const provider = 'Ac"me\\ <ä>'
const providers = [
  {
    ...{ name: provider, baseURL: 'http://127.0.0.1:9/v1', complex: 'big-1' },
    prices: { 'big-1': { promptUsd: 2, cachedUsd: 1, completionUsd: 8 } },
  },
]
const budgets = { site: { day: { tokens: 1000, costUsd: 5 } }, role: { teacher: { month: { costUsd: 2 } } } }

let api: Api
let store: RunStore

beforeAll(async () => {
  api = await startApi({ options: { metrics: { token }, budgets, model: { providers } } })
  store = poolStore(api.payload, settingsOf(api.payload))
})
afterAll(() => api?.stop())

const scrape = async (authorization?: string) => {
  const response = await api.as.visitor.request(
    '/generation/metrics',
    authorization ? { headers: { authorization } } : {},
  )
  return { response, text: await response.text() }
}

type Metrics = Map<string, ReturnType<typeof parse>[number]>

const read = async (): Promise<Metrics> => {
  const { response, text } = await scrape(`Bearer ${token}`)
  expect(response.status).toBe(200)
  return new Map(parse(text).map((metric) => [metric.name, metric]))
}

/** Numbers of one metric, by its labels. */
const valuesOf = (all: Metrics, name: string): Record<string, number> =>
  Object.fromEntries(
    (all.get(`coursewright_${name}`)?.metrics ?? []).map(({ labels = {}, value }) => [
      Object.values(labels).join(' '),
      Number(value),
    ]),
  )

test.each([
  ['no token', undefined],
  ['another token', 'Bearer another-token-for-the-scraper'],
  ['the beginning of the token', `Bearer ${token.slice(0, -1)}`],
  ['the token and more', `Bearer ${token}x`],
  ['the token in another scheme', `Basic ${token}`],
])('with %s nobody reads metrics', async (_, authorization) => {
  const { response, text } = await scrape(authorization)
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe('Bearer')
  expect(text).not.toContain(token)
  expect(text).not.toContain('coursewright_')
})

test('an admin who is signed in is no scraper', async () => {
  expect((await api.as.admin.get('/generation/metrics')).status).toBe(401)
})

test('a scraper reads the whole state, in a form that every parser takes', async () => {
  const { db, usage, workers, breakers, logs, runs, steps, budgets: counters } = store
  const day = sql`to_char(now() at time zone 'utc', 'YYYY-MM-DD')`
  const now = sql`now(), now()`
  await db.execute(sql`
    insert into ${usage} (key, day, user_key, role, kind, section, provider, model, service_tier, calls, outcomes_ok,
      outcomes_rate_limited, items, drafts, prompt_tokens, cached_tokens, completion_tokens, reasoning_tokens, ms, untold_calls, untold_micro_usd,
      created_at, updated_at)
    values ('a', '2026-01-02', '1', 'teacher', 'drillSeries', 'drills', ${provider}, 'big-1', 'normal', 3, 2, 1, 12, 10, 1000, 100, 500, 20, 4500, 1, 7, ${now}),
      ('b', ${day}, '2', 'teacher', 'drillSeries', 'drills', ${provider}, 'big-1', 'normal', 1, 1, 0, 4, 4, 500, 0, 100, 0, 500, 0, 0, ${now}),
      ('c', ${day}, '2', 'teacher', 'lessons', 'standard', ${provider}, ${'small\nnew'}, 'normal', 1, 1, 0, 1, 1, 10, 0, 5, 0, 100, 0, 0, ${now})
  `)
  await db.execute(sql`
    insert into ${workers} (key, host, pid, slots, busy, started_at, seen_at, created_at, updated_at)
    values ('a', 'one', 1, 4, 3, now(), now(), ${now}), ('b', 'two', 2, 8, 0, now(), now() - interval '59 seconds', ${now}),
      ('c', 'gone', 3, 8, 8, now(), now() - interval '61 seconds', ${now})
  `)
  await db.execute(sql`
    insert into ${breakers} (key, provider, model, reason, open_until, openings, created_at, updated_at)
    values ('a', ${provider}, 'big-1', 'r', now() + interval '1 minute', 1, ${now}), ('b', ${provider}, 'past', 'r', now(), 1, ${now})
  `)
  await db.execute(sql`
    insert into ${logs} (type, level, acknowledged_at, created_at, updated_at)
    values ('alert', 'error', null, ${now}), ('alert', 'warn', null, ${now}), ('alert', 'warn', now(), ${now}),
      ('event', 'warn', null, ${now})
  `)
  await db.execute(sql`
    insert into ${counters} (key, spent_tokens, reserved_tokens, spent_micro_usd, reserved_micro_usd, created_at, updated_at)
    values ('site:day:' || ${day}, 700, 50, 1000000, 500000, ${now}), ('site:day:2026-01-01', 9, 9, 9, 9, ${now}),
      ('user:1:day:' || ${day}, 9, 9, 9, 9, ${now})
  `)
  const { rows } = await db.execute(sql`
    insert into ${runs} (kind, input, status, version, open_steps, next_index, created_at, updated_at)
    select 'drillSeries', '{}', status::${sql.raw('enum_generation_runs_status')}, 0, 0, 0, now(), now()
    from (values ('running'), ('completed'), ('completed'), ('paused')) made (status) returning id
  `)
  await db.execute(sql`
    insert into ${steps} (run_id, requester_key, "index", kind, status, rank, run_after, created_at, updated_at)
    values (${rows[0]?.id}, 'system', 0, 'generate', 'queued', 0, now() - interval '90 seconds', ${now}),
      (${rows[0]?.id}, 'system', 1, 'generate', 'running', 0, now(), ${now}),
      (${rows[3]?.id}, 'system', 0, 'generate', 'queued', 0, now() - interval '3 days', ${now})
  `)

  const all = await read()
  expect(valuesOf(all, 'runs')).toMatchObject({ running: 1, completed: 2, paused: 1, queued: 0, failed: 0 })
  expect(valuesOf(all, 'steps')).toEqual({ queued: 2, running: 1 })
  // A step of a paused run is not due.
  expect(valuesOf(all, 'oldest_step_seconds')['']).toBeGreaterThanOrEqual(90)
  expect(valuesOf(all, 'oldest_step_seconds')['']).toBeLessThan(86_400)
  expect(valuesOf(all, 'workers')).toEqual({ '': 2 })
  expect(valuesOf(all, 'worker_slots')).toEqual({ '': 12 })
  expect(valuesOf(all, 'worker_slots_busy')).toEqual({ '': 3 })
  expect(valuesOf(all, 'breaker_open')).toEqual({ [`${provider} big-1`]: 1 })
  expect(valuesOf(all, 'alerts_open')).toEqual({ info: 0, warn: 1, error: 1 })
  expect(valuesOf(all, 'budget_limit_tokens')).toEqual({ 'site day': 1000 })
  expect(valuesOf(all, 'budget_used_tokens')).toEqual({ 'site day': 750 })
  expect(valuesOf(all, 'budget_limit_usd')).toEqual({ 'site day': 5, 'role teacher month': 2 })
  expect(valuesOf(all, 'budget_used_usd')).toEqual({ 'site day': 1.5, 'role teacher month': 0 })
  const big = `drillSeries ${provider} big-1`
  const small = `lessons ${provider} small\nnew`
  expect(valuesOf(all, 'calls_total')).toEqual({ [`${big} ok`]: 3, [`${big} rate-limited`]: 1, [`${small} ok`]: 1 })
  expect(valuesOf(all, 'tokens_total')).toMatchObject({
    ...{ [`${big} prompt`]: 1400, [`${big} cached`]: 100, [`${big} cache_written`]: 0 },
    ...{ [`${big} completion`]: 580, [`${big} reasoning`]: 20 },
  })
  // By hand: 1,400 at $2, 100 at $1 and 600 at $8 a million, and what nobody told; the other model has no price.
  const cost = (1400 * 2 + 100 + 600 * 8 + 7) / 1_000_000
  expect(Object.entries(valuesOf(all, 'cost_usd_total'))).toEqual([[big, expect.closeTo(cost, 12)]])
  expect(valuesOf(all, 'drafts_total')).toEqual({ [big]: 14, [small]: 1 })
  expect(all.get('coursewright_call_seconds')?.metrics).toContainEqual(
    expect.objectContaining({ sum: '5', count: '4', labels: { kind: 'drillSeries', provider, model: 'big-1' } }),
  )
})

test('what is written keeps the rules of the format', async () => {
  const { response, text } = await scrape(`Bearer ${token}`)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(text.endsWith('\n')).toBe(true)
  const seen = new Set<string>()
  let metric = { name: '', type: '' }
  for (const line of text.trimEnd().split('\n')) {
    const help = /^# HELP (\w+) .+\.$/.exec(line)
    const type = /^# TYPE (\w+) (counter|gauge|summary)$/.exec(line)
    const sample = /^([a-z_]+)((?:\{(?:[a-z]+="(?:[^"\\\n]|\\[\\"n])*",?)+\})?) (-?[\d.]+(?:e[+-]\d+)?)$/.exec(line)
    // Each metric is one block: what it is, its type, its samples.
    if (help?.[1]) metric = { name: help[1], type: '' }
    else if (type?.[2]) {
      expect(type[1]).toBe(metric.name)
      metric = { ...metric, type: type[2] }
      expect(type[2] === 'counter').toBe(metric.name.endsWith('_total'))
    } else {
      expect(sample, line).not.toBeNull()
      const name = metric.type === 'summary' ? sample?.[1]?.replace(/_(?:sum|count)$/, '') : sample?.[1]
      expect(name).toBe(metric.name)
    }
    // Neither a metric nor a sample stands there twice.
    const key = line.startsWith('#') ? line.split(' ').slice(0, 3).join(' ') : line.slice(0, line.lastIndexOf(' '))
    expect(seen.has(key), key).toBe(false)
    seen.add(key)
  }
  expect(seen.size).toBeGreaterThan(30)
})
