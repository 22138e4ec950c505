import { getEventListeners } from 'node:events'
import path from 'node:path'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf, postgres } from '../../../../src/database/adapter.js'
import { inTransaction } from '../../../../src/database/transactions.js'
import { deleteOldLogs } from '../../../../src/jobs/maintenance/retention.js'
import { runTask, type TaskEnd } from '../../../../src/jobs/maintenance/runTask.js'
import { maintainByHand, runDueTasks, runTasksNow } from '../../../../src/jobs/maintenance/runTasks.js'
import type { MaintenanceTask } from '../../../../src/jobs/maintenance/task.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { poolStore, storeIn } from '../../../../src/runs/sql/store.js'
import { Child } from '../../../shared/Child.js'
import { waitFor } from '../../../shared/waitFor.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { Gate } from '../../runs/helpers/Gate.js'

let host: TestPayload

beforeAll(async () => {
  // Only what a test asks for becomes due.
  const crons = {
    alerts: false,
    breakers: false,
    deliveries: false,
    models: false,
    prefetch: false,
    publishing: false,
    usage: false,
  } as const
  host = await startTestPayload({ options: { retention: { logDays: 30 }, maintenance: { crons } } })
})
afterAll(() => host?.stop())
beforeEach(async () => {
  await execute(
    sql`truncate generation_logs, generation_maintenance, generation_workers, generation_admissions restart identity cascade`,
  )
})

const execute = async (query: ReturnType<typeof sql>) => (await poolOf(host.payload).execute(query)).rows
const count = async (query: ReturnType<typeof sql>) => Number((await execute(query))[0]?.count)
const events = async () =>
  (await host.payload.find({ collection: 'generation-logs', where: { feature: { like: 'maintenance/' } } })).docs
const row = async (key: string) =>
  (await host.payload.find({ collection: 'generation-maintenance', where: { key: { equals: key } } })).docs[0]
const makeDue = (name: string) =>
  execute(sql`update generation_maintenance set next_at = now() - interval '1 second' where key = ${name}`)
const addLogs = (rows: number, days: number) =>
  execute(sql`
    insert into generation_logs (type, created_at)
    select 'attempt', now() - ${days} * interval '1 day' from generate_series(1, ${rows})
  `)
const never = new AbortController().signal
/** In place of one of ours. */
const runOwn = (
  run: MaintenanceTask['run'],
  options: { mustBeDue?: boolean; leader?: string; signal?: AbortSignal } = {},
): Promise<TaskEnd> =>
  runTask({
    payload: host.payload,
    settings: settingsOf(host.payload),
    task: { name: 'plans', cron: '0 0 1 1 *', what: '', run },
    signal: never,
    mustBeDue: false,
    ...options,
  })
/** What Node keeps with a signal, for as long as it lives, for others that are aborted with it. */
const dependantsOf = (signal: AbortSignal): number => {
  const symbol = Object.getOwnPropertySymbols(signal).find(({ description }) => description === 'kDependantSignals')
  const set: unknown = symbol && Reflect.get(signal, symbol)
  return (set instanceof Set ? set.size : 0) + getEventListeners(signal, 'abort').length
}
/** So that all tasks have their rows. */
const plan = () => runDueTasks(host.payload)

test('retention deletes 12,000 old rows in bounded batches, leaves what is younger, and says so once', async () => {
  await addLogs(12_000, 31)
  await addLogs(10, 29)
  const ends = await runTasksNow(host.payload, ['retention'])
  expect(ends.retention).toMatchObject({ how: 'done', facts: { logs: 12_000, admissions: 0, budgets: 0 } })
  expect(await count(sql`select count(*) from generation_logs where type = 'attempt'`)).toBe(10)
  expect(await events()).toMatchObject([
    {
      type: 'event',
      level: 'info',
      feature: 'maintenance/retention',
      message: 'Maintenance: retention.',
      facts: { event: 'maintenance', task: 'retention', logs: 12_000 },
      ms: expect.any(Number),
    },
  ])
  expect((await runTasksNow(host.payload, ['retention'])).retention).toMatchObject({ how: 'done', facts: undefined })
  expect(await events()).toHaveLength(1)
})

test('a batch of retention takes the oldest, no more than it may, and waits for no row that somebody holds', async () => {
  await addLogs(3, 40)
  await addLogs(3, 35)
  const oldest = async () => (await execute(sql`select min(id)::int as count from generation_logs`))[0]?.count
  const store = poolStore(host.payload, settingsOf(host.payload))
  expect(await deleteOldLogs(store, { days: 30, size: 2 })).toBe(2)
  expect(await oldest()).toBe(3)
  await inTransaction(host.payload, async (req) => {
    const held = await storeIn(req, settingsOf(host.payload))
    await held.db.execute(sql`select from generation_logs where id = 3 for update`)
    expect(await deleteOldLogs(store, { days: 30, size: 10 })).toBe(3)
  })
  expect(await deleteOldLogs(store, { days: 30, size: 10 })).toBe(1)
})

test('retention forgets admissions of more than two days and budgets whose windows are long over', async () => {
  const add = (key: string, days: number, reserved = 0) =>
    execute(sql`
      insert into generation_budgets (key, spent_tokens, spent_micro_usd, reserved_tokens, reserved_micro_usd, created_at, updated_at)
      values (${key}, 1, 1, ${reserved}, 0, now() - interval '90 days', now() - ${days} * interval '1 day')
    `)
  for (const days of [1, 3]) {
    await execute(sql`
      insert into generation_admissions (user_key, number, role, kind, run, created_at)
      values ('1', ${days}, 'teacher', 'drillSeries', ${String(days)}, now() - ${days} * interval '1 day')
    `)
  }
  const runs = await execute(sql`
    insert into generation_runs (title, kind, input, status) values ('open', 'lessons', '{}', 'paused'), ('over', 'lessons', '{}', 'completed')
    returning id
  `)
  await add('user:1:day:2026-01-01', 63)
  await add('site:month:2026-01', 61)
  await add('role:teacher:day:2026-01-01', 63, 5)
  await add(`run:${runs[0]?.id}`, 63)
  await add(`run:${runs[1]?.id}`, 63)
  const ends = await runTasksNow(host.payload, ['retention'])
  expect(ends.retention).toMatchObject({ facts: { logs: 0, admissions: 1, budgets: 2 } })
  expect(await execute(sql`select run from generation_admissions`)).toEqual([{ run: '1' }])
  const left = (await execute(sql`select key from generation_budgets order by key`)).map(({ key }) => key)
  expect(left).toEqual(['role:teacher:day:2026-01-01', `run:${runs[0]?.id}`, 'site:month:2026-01'])
  await execute(sql`delete from generation_runs`)
})

test('breakers whose time was up an hour ago are forgotten; of a model that is still looked at, none is', async () => {
  const add = (model: string, minutes: number, probe: number | null = null) =>
    execute(sql`
      insert into generation_breakers (key, provider, model, reason, openings, open_until, probe_until)
      values (${model}, 'Acme', ${model}, 'timeouts', 1, now() - ${minutes} * interval '1 minute', now() - ${probe}::int * interval '1 minute')
    `)
  await add('left alone', 61)
  await add('just now', 59)
  await add('being tried', 600, 2)
  await add('open', -1)
  expect((await runTasksNow(host.payload, ['breakers'])).breakers).toMatchObject({
    how: 'done',
    facts: { breakers: 1 },
  })
  const left = await execute(sql`delete from generation_breakers returning model`)
  expect(left.map(({ model }) => model).sort()).toEqual(['being tried', 'just now', 'open'])
  expect(await events()).toMatchObject([{ feature: 'maintenance/breakers', facts: { breakers: 1 } }])
})

test('a task is not begun while another process does it, and is when that one has died', async () => {
  await plan()
  const gate = new Gate()
  gate.close()
  const first = runOwn(() => gate.pass().then(() => ({ plans: 1 })))
  await waitFor('the first', () => gate.arrivals === 1)
  expect(await runOwn(async () => ({ plans: 2 }))).toEqual({ how: 'skipped' })
  expect(await runTasksNow(host.payload, ['plans'])).toEqual({ plans: { how: 'skipped' } })
  // As if nothing had been heard of it for a minute.
  await execute(sql`update generation_maintenance set running_until = now() - interval '1 second' where key = 'plans'`)
  expect(await runOwn(async () => ({ plans: 2 }))).toMatchObject({ how: 'done' })
  gate.open()
  expect(await first).toMatchObject({ how: 'done' })
  expect((await row('plans'))?.facts).toEqual({ plans: 2 })
})

test('a process that was suspended in the middle finds that the task is no longer its own, and leaves the rest', async () => {
  await plan()
  const gate = new Gate()
  gate.close()
  const done: string[] = []
  const slow = runOwn(async ({ check }) => {
    await check()
    done.push('before')
    await gate.pass()
    await check()
    done.push('after')
    return {}
  })
  await waitFor('the first', () => gate.arrivals === 1)
  await execute(sql`update generation_maintenance set running_until = now() - interval '1 second' where key = 'plans'`)
  gate.open()
  expect(await slow).toEqual({ how: 'left' })
  expect(done).toEqual(['before'])
})

test('a process that stops leaves the rest of a task, which is due at once', async () => {
  await plan()
  const stopping = new AbortController()
  const stopped = await runTask({
    payload: host.payload,
    settings: settingsOf(host.payload),
    task: {
      ...{ name: 'plans', cron: '0 0 1 1 *', what: '' },
      run: async ({ check }) => {
        stopping.abort()
        await check()
        return {}
      },
    },
    signal: stopping.signal,
    mustBeDue: false,
  })
  expect(stopped).toEqual({ how: 'left' })
  expect(await events()).toEqual([])
  expect(await runDueTasks(host.payload)).toEqual({ plans: { how: 'done', facts: undefined, ms: expect.any(Number) } })
})

test('a task that fails says so once, does not stop the others, and is done again at its next time', async () => {
  await plan()
  const fail = async (): Promise<undefined> => {
    throw new TypeError('The disk is full.')
  }
  expect(await runOwn(fail)).toMatchObject({ how: 'failed' })
  expect(await runOwn(fail)).toMatchObject({ how: 'failed' })
  expect(await row('plans')).toMatchObject({ error: 'The disk is full.', endedAt: expect.any(String) })
  expect(await events()).toMatchObject([
    {
      level: 'error',
      feature: 'maintenance/plans',
      message: 'Maintenance failed: plans. The disk is full.',
      errorClass: 'TypeError',
    },
  ])
  await execute(sql`alter table plans rename to hidden_plans`)
  await addLogs(1, 31)
  const ends = await runTasksNow(host.payload, ['plans', 'retention'])
  await execute(sql`alter table hidden_plans rename to plans`)
  expect(ends).toMatchObject({ plans: { how: 'failed' }, retention: { how: 'done' } })
  await makeDue('plans')
  expect(await runDueTasks(host.payload)).toMatchObject({ plans: { how: 'done' } })
  expect((await row('plans'))?.error).toBeNull()
})

test('without a worker what is due is done by whoever calls, once; while a worker leads, by that one alone', async () => {
  expect(await plan()).toEqual({})
  expect(Date.parse((await row('retention'))?.nextAt ?? '')).toBeGreaterThan(Date.now())
  await makeDue('retention')
  const both = await Promise.all([plan(), plan()])
  const hows = both.flatMap((ends) => (ends.retention ? [ends.retention.how] : []))
  expect(hows.filter((how) => how === 'done')).toHaveLength(1)
  expect(await plan()).toEqual({})
  await makeDue('retention')
  await execute(sql`
    insert into generation_workers (key, host, pid, slots, busy, started_at, seen_at, leads_until)
    values ('leader', 'elsewhere', 1, 1, 0, now(), now(), now() + interval '40 seconds')
  `)
  expect(await plan()).toEqual({})
  // Whoever leads no more begins nothing.
  expect(await runOwn(async () => undefined, { leader: 'somebody' })).toEqual({ how: 'skipped' })
  expect(await runOwn(async () => undefined, { leader: 'leader' })).toMatchObject({ how: 'done' })
})

test("Payload's own runner does what is due by our task", async () => {
  await plan()
  await makeDue('retention')
  const job = await host.payload.jobs.queue({ task: 'coursewrightMaintain', input: {}, queue: 'coursewright' } as never)
  await host.payload.jobs.run({ queue: 'coursewright' })
  expect((await row('retention'))?.startedAt).toBeTruthy()
  expect(await execute(sql`select id from payload_jobs where id = ${job.id} and has_error`)).toEqual([])
})

test('the worker that leads does what is due, also when its time passed while nobody led', async () => {
  await plan()
  await addLogs(3, 31)
  await makeDue('retention')
  const worker = host.work()
  await waitFor('retention', async () => (await row('retention'))?.endedAt)
  expect(await events()).toMatchObject([{ facts: { logs: 3 } }])
  await worker.stop()
})

test('by hand tasks are listed, done by name, and refused by a wrong one', async () => {
  const lines: string[] = []
  const say = (line: string) => lines.push(line)
  const maintain = (...args: string[]) => maintainByHand({ payload: host.payload, args, say })
  await maintain('retention')
  expect(lines).toEqual(['retention: there was nothing to do.'])
  lines.length = 0
  await addLogs(2, 31)
  await maintain('retention', 'plans')
  expect(lines[0]).toMatch(/^retention: \{"logs":2,"admissions":0,"budgets":0\} in \d+ ms\.$/)
  lines.length = 0
  await maintain()
  expect(lines.find((line) => line.startsWith('retention'))).toMatch(/30 3 \* \* \* +deletes old rows .*; last begun 2/)
  lines.length = 0
  await maintain('due')
  expect(lines).toEqual(['Nothing is due, or a worker leads and does what is.'])
  await expect(maintain('retain')).rejects.toThrow('There is no task "retain". Give ')
  await execute(sql`update generation_maintenance set running_until = now() + interval '1 minute' where key = 'plans'`)
  await expect(maintain('plans')).rejects.toThrow('Not done: plans.')
})

test('the command does it, and its exit code is 1 when it could not', async () => {
  const command = async (...args: string[]) => {
    const child = new Child({
      args,
      keepsErrors: true,
      env: {
        ...process.env,
        PAYLOAD_CONFIG_PATH: path.resolve('test/integration/worker/scale/jobsCommand.config.ts'),
        DATABASE_URI: postgres(host.payload).poolOptions.connectionString,
        MODEL_URL: host.model.baseURL,
      },
    })
    const { code, stdout, stderr } = await child.ended()
    return { code, stdout, stderr }
  }
  const payload = path.resolve('node_modules/payload/bin.js')
  await addLogs(4, 91)
  expect(await command(payload, 'coursewright:maintain', 'retention')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('{"logs":4,'),
  })
  expect(await command(payload, 'coursewright:maintain', 'sleep')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no task "sleep"'),
  })
  expect(await command(path.resolve('bin/payload-coursewright.mjs'), 'maintain')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^alerts [\s\S]*^retention /m),
  })
}, 240_000)

test('a worker that does tasks for months keeps nothing of them with the signal of its end', async () => {
  await plan()
  const { signal } = new AbortController()
  let during = 0
  await runOwn(
    async () => {
      during = dependantsOf(signal)
      return undefined
    },
    { signal },
  )
  expect(during).toBe(1)
  expect(dependantsOf(signal)).toBe(0)
})
