import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import { runTasksNow } from '../../../../src/jobs/maintenance/runTasks.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { type RecordAttempt, recordAttempt } from '../../../../src/runs/sql/ledger/attempts.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { requestRun } from '../../runs/helpers/requestRun.js'
import { runEnded } from '../../runs/helpers/runEnded.js'

let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload({ options: { maintenance: { enabled: false } } })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  const { id } = await requestRun(host, { targetDrillCount: 10, batchSize: 5 })
  const worker = host.work()
  await runEnded(host, id)
  await worker.stop()
  // As if it had been yesterday at noon.
  const noon = sql`(date_trunc('day', now() at time zone 'utc') - interval '12 hours') at time zone 'utc'`
  await execute(sql`update generation_logs set created_at = ${noon}`)
  await execute(sql`
    update generation_usage set day = to_char(${noon} at time zone 'utc', 'YYYY-MM-DD'),
      key = jsonb_set(key::jsonb, '{0}', to_jsonb(to_char(${noon} at time zone 'utc', 'YYYY-MM-DD')))::text
  `)
})
afterAll(() => host?.stop())

const execute = async (query: ReturnType<typeof sql>) => (await poolOf(host.payload).execute(query)).rows
const usage = async () => {
  const { docs } = await host.payload.find({ collection: 'generation-usage' })
  return docs.map(({ id: _id, updatedAt: _updated, createdAt: _created, ...row }) => row)
}
const alerts = async () =>
  (await host.payload.find({ collection: 'generation-logs', where: { type: { equals: 'alert' } } })).docs
const check = async () => (await runTasksNow(host.payload, ['usage'])).usage

test('usage that agrees with the ledger is left alone, and nothing is said', async () => {
  const before = await usage()
  expect(before).toMatchObject([{ calls: 2, outcomes: { ok: 2 }, items: 10 }])
  expect(await check()).toMatchObject({ how: 'done', facts: undefined })
  expect(await usage()).toEqual(before)
  expect(await alerts()).toEqual([])
})

test('what somebody took away is put right from the ledger, once, and told', async () => {
  const [before] = await usage()
  await execute(sql`update generation_usage set calls = 1, outcomes_ok = 1, prompt_tokens = prompt_tokens - 100`)
  expect(await check()).toMatchObject({ facts: { day: before?.day, rows: 1, calls: 1 } })
  expect(await usage()).toEqual([before])
  await execute(sql`delete from generation_usage`)
  expect(await check()).toMatchObject({ facts: { rows: 1, calls: 2 } })
  const { drafts: _drafts, ...kept } = before ?? {}
  expect(await usage()).toMatchObject([
    {
      ...Object.fromEntries(
        Object.entries(kept).filter(([name]) => !/^(saved|counted|told|untold)/.test(name) && name !== 'cost'),
      ),
    },
  ])
  expect(await check()).toMatchObject({ facts: undefined })
  expect(await alerts()).toMatchObject([{ cause: `usage:${before?.day}`, level: 'warn', count: 2 }])
})

test('what usage has more than the ledger stays, and so do lost calls', async () => {
  await execute(sql`update generation_usage set calls = calls + 3, outcomes_ok = outcomes_ok + 2, outcomes_lost = 1`)
  const before = await usage()
  await execute(sql`
    insert into generation_logs (type, run_id, role, feature, outcome, provider, model, created_at)
    select 'attempt', run_id, role, feature, 'lost', provider, model, created_at from generation_logs where type = 'attempt' limit 1
  `)
  expect(await check()).toMatchObject({ facts: undefined })
  expect(await usage()).toEqual(before)
})

const dayMs = 24 * 60 * 60_000
const startOfToday = () => Math.floor(Date.now() / dayMs) * dayMs
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** A call that counts for a day, as workers write it. */
const record = async (day: string, { ms, ...call }: Pick<RecordAttempt, 'id' | 'wasLost'> & { ms: number }) => {
  const [step] = await execute(sql`select id, run_id, token from generation_steps where kind = 'generate' limit 1`)
  const named = { provider: 'late', model: 'small-1' }
  const untold = { usage: undefined, servedModel: undefined, firstTokenMs: undefined, requestId: undefined }
  const reserved = { ticket: 'late', day, keys: [], tokens: 10, microUsd: 0, serviceTier: 'normal' as const }
  await recordAttempt(poolStore(host.payload, settingsOf(host.payload)), {
    step: { id: Number(step?.id), run: Number(step?.run_id), token: Number(step?.token) },
    attempt: { ...named, ...untold, outcome: 'timeout', message: 'late', ms },
    ...{ result: undefined, attempts: 1, ...call },
    reserved: { ...reserved, ...named, userKey: 'system', role: 'system', kind: 'drillSeries' },
  })
  const [row] = await execute(
    sql`select id, facts from generation_logs where provider = 'late' order by id desc limit 1`,
  )
  return { id: Number(row?.id), facts: row?.facts }
}
const deleteLate = () => execute(sql`delete from generation_logs where provider = 'late'`)

test('a call that was written on another day than it counts for is held against that one', async () => {
  const yesterday = dayOf(startOfToday() - dayMs)
  const { facts } = await record(yesterday, { ms: 0 })
  expect(facts).toEqual({ day: yesterday })
  expect(await check()).toMatchObject({ facts: undefined })
  await execute(sql`delete from generation_usage where provider = 'late'`)
  expect(await check()).toMatchObject({ facts: { day: yesterday, rows: 1, calls: 1 } })
  await deleteLate()
  // As when the database was away over midnight: begun the day before, and written at noon.
  await record(dayOf(startOfToday() - 2 * dayMs), { ms: 1000 })
  const noon = new Date(startOfToday() - dayMs / 2).toISOString()
  await execute(sql`update generation_logs set created_at = ${noon}::timestamptz where provider = 'late'`)
  await execute(sql`delete from generation_usage where day = ${yesterday} and provider = 'late'`)
  expect(await check()).toMatchObject({ facts: undefined })
  await deleteLate()
})

test('the bill of a call that was booked as lost, in a row of its own time, is held against the day that it counts for', async () => {
  const today = dayOf(startOfToday())
  const { id } = await record(today, { ms: Date.now() - startOfToday() })
  await execute(sql`update generation_logs set outcome = 'lost' where id = ${id}`)
  // The row says that it ended when it was booked, and so that it began at noon yesterday.
  const { facts } = await record(today, { id, wasLost: true, ms: Date.now() - startOfToday() + dayMs / 2 })
  expect(facts).toEqual({ day: today })
  expect(await check()).toMatchObject({ facts: undefined })
  await deleteLate()
})

test('a call that began on the day that it counts for by its row says nothing more', async () => {
  expect((await record(dayOf(Date.now()), { ms: 0 })).facts).toBeNull()
  await deleteLate()
})

test('calls near midnight, and those of runs that are gone, are nobody known: they are left alone', async () => {
  const before = await usage()
  const midnight = sql`date_trunc('day', now() at time zone 'utc') at time zone 'utc'`
  const add = (at: ReturnType<typeof sql>, run: number | null) =>
    execute(sql`
      insert into generation_logs (type, run_id, role, outcome, provider, model, ms, created_at)
      values ('attempt', ${run}, 'system', 'ok', 'other', 'small-1', 1000, ${at})
    `)
  const run = Number((await execute(sql`select id from generation_runs`))[0]?.id)
  await add(sql`${midnight} + interval '10 seconds'`, run)
  await add(sql`${midnight} - interval '1 second'`, run)
  await add(sql`${midnight} - interval '1 day'`, run)
  await add(sql`${midnight} - interval '12 hours'`, null)
  expect(await check()).toMatchObject({ facts: undefined })
  expect(await usage()).toEqual(before)
  await add(sql`${midnight} - interval '12 hours'`, run)
  expect(await check()).toMatchObject({ facts: { rows: 1, calls: 1 } })
})
