import { sql } from '@payloadcms/db-postgres/drizzle'
import { PgDialect } from '@payloadcms/db-postgres/drizzle/pg-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createUsageTotals } from '../../../src/limits/usage/usageTotals.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { poolStore, type RunStore } from '../../../src/runs/sql/store.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { readRun } from '../runs/helpers/readRun.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'

const prices = { 'big-1': { promptUsd: 2, completionUsd: 8 } }
const providers = [{ name: 'Acme', baseURL: 'http://127.0.0.1:9/v1', complex: 'big-1', prices }]
let host: TestPayload
let store: RunStore

beforeAll(async () => {
  host = await startTestPayload({ options: { model: { providers } } })
  store = poolStore(host.payload, settingsOf(host.payload))
})
afterAll(() => host?.stop())

const providersOf = () => settingsOf(host.payload).model.providers

/** As `recordAttempt` does; `at` is when. */
const add = (key: string, day: string, calls: number, at = sql`now()`) =>
  store.db.execute(sql`
    insert into ${store.usage} as u (key, day, user_key, role, kind, section, provider, model, service_tier, calls, outcomes_ok, prompt_tokens, created_at, updated_at)
    values (${key}, ${day}, ${key}, 'teacher', 'drillSeries', 'drills', 'Acme', 'big-1', 'normal', ${calls}, ${calls}, ${calls * 1000}, ${at}, ${at})
    on conflict (key) do update set calls = u.calls + excluded.calls, outcomes_ok = u.outcomes_ok + excluded.calls,
      prompt_tokens = u.prompt_tokens + excluded.prompt_tokens, updated_at = excluded.updated_at
  `)

test('whatever is added, to today or to a day long past, stands in the next sum, and only days that changed are read', async () => {
  const asked: string[] = []
  const watched = {
    ...store,
    db: {
      execute: (query: Parameters<RunStore['db']['execute']>[0]) => {
        const { sql: text, params } = new PgDialect().sqlToQuery(query)
        const days = params.filter((param) => /^\d{4}-/.test(String(param)))
        if (text.includes('between')) asked.push(`${days[0]} ${days.at(-1)}`)
        return store.db.execute(query)
      },
    },
  }
  let total = createUsageTotals(providersOf())
  const read = async () => {
    asked.length = 0
    const rows = await total(watched)
    return rows.map(({ of, calls, outcomes, promptTokens, cost }) => ({ of, calls, outcomes, promptTokens, cost }))
  }
  const sum = (calls: number) => [
    {
      of: { kind: 'drillSeries', provider: 'Acme', model: 'big-1' },
      ...{ calls, outcomes: { ok: calls }, promptTokens: calls * 1000, cost: expect.closeTo(calls * 0.002, 9) },
    },
  ]
  expect(await read()).toEqual([])
  const before = sql`now() - interval '1 day'`
  for (const [day, calls] of Object.entries({ '2025-12-30': 1, '2026-01-02': 2, '2026-01-31': 3 })) {
    await add(day, day, calls, before)
  }
  total = createUsageTotals(providersOf())
  expect(await read()).toEqual(sum(6))
  expect(asked).toEqual(['2025-12-30 2025-12-30', '2026-01-02 2026-01-31'])
  expect(await read()).toEqual(sum(6))
  expect(asked).toEqual([])
  await add('d', '2026-02-01', 4)
  await add('e', '2026-02-01', 5)
  expect(await read()).toEqual(sum(15))
  expect(asked).toEqual(['2026-02-01 2026-02-01'])
  await add('2026-01-02', '2026-01-02', 10)
  expect(await read()).toEqual(sum(25))
  expect(asked).toEqual(['2026-01-02 2026-01-02', '2026-02-01 2026-02-01'])
  // As in a process that begins with all there is.
  expect((await createUsageTotals(providersOf())(store))[0]?.calls).toBe(25)
})

test('what a run used stands in the sums as the ledger has it', async () => {
  const served = await startTestPayload()
  try {
    await addPositions({ payload: served.payload, counts: { opening: 8 } })
    const { id } = await requestRun(served, { targetDrillCount: 4, batchSize: 2 })
    const worker = served.work()
    await runEnded(served, id)
    await worker.stop()
    const { logs } = await readRun(served, id)
    const calls = logs.filter(({ type }) => type === 'attempt')
    const sum = (name: string) => calls.reduce((total, call) => total + Number(Reflect.get(call, name)), 0)
    const settings = settingsOf(served.payload)
    const totals = await createUsageTotals(settings.model.providers)(poolStore(served.payload, settings))
    expect(calls.length).toBeGreaterThanOrEqual(2)
    expect(totals).toMatchObject([
      {
        of: { kind: 'drillSeries', provider: calls[0]?.provider, model: 'offline-demo' },
        ...{ calls: calls.length, outcomes: { ok: calls.length }, items: 4, drafts: 4 },
        ...{ promptTokens: sum('promptTokens'), completionTokens: sum('completionTokens'), ms: sum('ms') },
      },
    ])
  } finally {
    await served.stop()
  }
})
