import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { transactionOf } from '../../../src/database/transactions.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { type SeenOverdue, sweep } from '../../../src/runs/sweep.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { control } from './helpers/control.js'
import { readRun } from './helpers/readRun.js'
import { requestRun } from './helpers/requestRun.js'
import { runOnce } from './helpers/runOnce.js'

const leaseSeconds = 60
let host: TestPayload
let lateMs = 0
/** What the process that sweeps remembers. */
let seenOverdue: SeenOverdue

beforeAll(async () => {
  host = await startTestPayload({ options: { steps: { leaseSeconds, runDeadlineMs: 3_600_000 } } })
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(() => host?.stop())
beforeEach(() => {
  seenOverdue = new Map()
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + lateMs)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await host.payload.delete({ collection: 'generation-runs', where: {} })
})

const execute = (query: ReturnType<typeof sql>) => poolOf(host.payload).execute(query)
const sweepOnce = () => sweep(host.payload, settingsOf(host.payload), seenOverdue)
/** Sweeps now, and again so many seconds later. */
const sweepTwice = async (seconds = leaseSeconds + 1) => {
  expect(await sweepOnce()).toMatchObject({ ended: 0 })
  lateMs += seconds * 1000
  return sweepOnce()
}
/** As if the deadline had passed so many seconds ago. */
const pass = (id: number | string, seconds = 1) =>
  execute(sql`update generation_runs set deadline_at = now() - ${seconds} * interval '1 second' where id = ${id}`)
const alerts = async (id: number | string) =>
  (await readRun(host, id)).logs.filter(({ type }) => type === 'alert').map(({ message }) => message)
const timeIsUp = { reason: 'the run took longer than it may', isPublic: true }

test('a run that is still open a lease after it was seen overdue ends with what it has, its gaps named, and an alert', async () => {
  const { id } = await requestRun(host)
  await runOnce(host, 2)
  await pass(id)
  expect(await sweepTwice()).toMatchObject({ ended: 1 })
  const { run, drills, steps } = await readRun(host, id)
  expect(run).toMatchObject({ status: 'partial', openSteps: 0, progress: { generated: 5 } })
  expect(run.error).toBe('5 of 10 are missing. The run took longer than it may.')
  expect(run.gaps).toEqual(['d06', 'd07', 'd08', 'd09', 'd10'].map((key) => ({ step: 2, key, ...timeIsUp })))
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5])
  expect(steps.map(({ status }) => status)).toEqual(['done', 'done', 'cancelled'])
  expect(await alerts(id)).toEqual([
    expect.stringMatching(/^Run \d+ was still open when its time was up, and was ended/),
  ])
  expect(await sweepOnce()).toMatchObject({ ended: 0 })

  await control(host, id, 'retry')
  await sweepOnce()
  await runOnce(host, 2)
  expect((await readRun(host, id)).run).toMatchObject({ status: 'completed', gaps: [], progress: { generated: 10 } })
})

test('a run of which everything is there, but whose end nobody came to, is completed', async () => {
  const { id } = await requestRun(host)
  await runOnce(host, 3)
  await pass(id)
  await sweepTwice()
  expect((await readRun(host, id)).run).toMatchObject({ status: 'completed', error: null, gaps: [] })
})

const daySeconds = 86_400

test('after a standstill, overdue runs are left for a lease to their steps, which save the answers that are there', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await execute(sql`
    create function refuse_save() returns trigger language plpgsql as $$ begin raise 'not yet'; end $$`)
  await execute(sql`create trigger refuse_save before insert on drills for each row execute function refuse_save()`)
  try {
    await runOnce(host, 2)
  } finally {
    await execute(sql`drop trigger refuse_save on drills`)
  }
  // As if its worker had been killed then.
  const { rows } = await execute(sql`
    update generation_steps set status = 'running', lease_until = now() - interval '3 days'
    where run_id = ${id} and "index" = 1 returning jsonb_path_query_array(result, '$.drafts.*') as drafts`)
  expect(rows[0]?.drafts).toHaveLength(5)
  await pass(id, 3 * daySeconds)
  expect(await sweepTwice(leaseSeconds - 5)).toMatchObject({ ended: 0 })
  await runOnce(host, 2)
  const { run, drills } = await readRun(host, id)
  expect(run).toMatchObject({ status: 'completed', gaps: [] })
  expect(drills).toHaveLength(5)
  expect(await alerts(id)).toEqual([])
})

test('a run that was retried since it was seen overdue has its time again', async () => {
  const { id } = await requestRun(host)
  await pass(id)
  await sweepOnce()
  await pass(id, -60)
  await sweepOnce()
  lateMs += (leaseSeconds + 1) * 1000
  await pass(id)
  expect(await sweepOnce()).toMatchObject({ ended: 0 })
  expect((await readRun(host, id)).run.status).toBe('queued')
})

test('a process that does not live for a lease ends only what has been overdue for a month', async () => {
  const { id } = await requestRun(host)
  await pass(id, 29 * daySeconds)
  expect(await sweepOnce()).toMatchObject({ ended: 0 })
  await pass(id, 31 * daySeconds)
  expect(await sweepOnce()).toMatchObject({ ended: 1 })
})

test('a worker that lives on ends what its steps do not', async () => {
  const { id } = await requestRun(host)
  await execute(sql`update generation_steps set run_after = now() + interval '1 day' where run_id = ${id}`)
  await pass(id, daySeconds)
  const worker = host.work({ sweepMs: 20 })
  try {
    await waitFor(
      'the watchdog',
      async () => {
        lateMs += 1000
        return (await readRun(host, id)).run.status === 'failed'
      },
      { deadlineMs: 1_000_000 },
    )
  } finally {
    await worker.stop()
  }
  expect(await alerts(id)).toHaveLength(1)
})

test('a run whose deadline passed less than a lease ago ends in order, without an alert', async () => {
  const { id } = await requestRun(host)
  await runOnce(host)
  await pass(id)
  expect(await sweepTwice(leaseSeconds - 5)).toMatchObject({ ended: 0 })
  await runOnce(host, 3)
  const { run, logs } = await readRun(host, id)
  expect(run).toMatchObject({ status: 'failed', error: '10 of 10 are missing. The run took longer than it may.' })
  expect(run.gaps).toHaveLength(10)
  expect(logs).toEqual([])
})

test('a paused run waits for somebody, however long', async () => {
  const { id } = await requestRun(host)
  await runOnce(host)
  await control(host, id, 'pause')
  await pass(id, 100 * daySeconds)
  expect(await sweepTwice()).toMatchObject({ ended: 0 })
  expect((await readRun(host, id)).run.status).toBe('paused')
  await control(host, id, 'resume')
  expect(await sweepTwice()).toMatchObject({ ended: 0 })
  await runOnce(host, 3)
  expect((await readRun(host, id)).run.status).toBe('completed')
})

test('a run that nobody ever begins ends, too, counted from the first sweep that saw it', async () => {
  const { id } = await requestRun(host)
  await execute(sql`update generation_runs set created_at = now() - interval '1 year' where id = ${id}`)
  await sweepOnce()
  const { run } = await readRun(host, id)
  expect(run).toMatchObject({ status: 'queued', deadlineAt: expect.any(String) })
  expect(Date.parse(run.deadlineAt) - Date.now()).toBeGreaterThan(3_500_000)
  await pass(id)
  await sweepTwice()
  const ended = await readRun(host, id)
  expect(ended.run).toMatchObject({
    status: 'failed',
    error: `10 of 10 are missing. The run took longer than it may.`,
  })
  const keys = Array.from({ length: 10 }, (_, index) => `d${String(index + 1).padStart(2, '0')}`)
  expect(ended.run.gaps).toEqual(keys.map((key) => ({ key, ...timeIsUp })))
  expect(await alerts(id)).toHaveLength(1)
})

test('what a run waited for its first step is not taken from its time', async () => {
  const { id } = await requestRun(host)
  await sweepOnce()
  await pass(id)
  await runOnce(host, 4)
  expect((await readRun(host, id)).run).toMatchObject({ status: 'completed', progress: { generated: 10 } })
})

test('an open run that has no step left to end it gets one, and whoever follows it sees it', async () => {
  const { id } = await requestRun(host)
  await runOnce(host, 2)
  await execute(sql`delete from generation_steps where run_id = ${id} and status = 'queued'`)
  const { version } = (await readRun(host, id)).run
  // Overdue or not.
  await pass(id)
  expect(await sweepOnce()).toMatchObject({ ended: 0 })
  const { run, steps } = await readRun(host, id)
  expect(run.version).toBe(version + 1)
  expect(steps.at(-1)).toMatchObject({ kind: 'finish', status: 'queued', version: version + 1 })
  expect(await alerts(id)).toEqual([
    expect.stringMatching(/^Run \d+ had no step left that could end it, and got one\./),
  ])
  expect(await sweepOnce()).toMatchObject({ ended: 0 })
  await runOnce(host)
  expect((await readRun(host, id)).run).toMatchObject({ status: 'partial', progress: { generated: 5 }, openSteps: 0 })
})

test('a run that cannot be ended is told of, and keeps no other from it', async () => {
  const first = await requestRun(host)
  const second = await requestRun(host)
  await runOnce(host, 2)
  await execute(sql`
    create function refuse_end() returns trigger language plpgsql as $$ begin raise 'not this one'; end $$`)
  await execute(sql`
    create trigger refuse_end before update on generation_runs for each row
    when (new.status = 'failed' and new.id = ${sql.raw(String(first.id))}) execute function refuse_end()`)
  try {
    for (const { id } of [first, second]) await pass(id)
    expect(await sweepTwice()).toMatchObject({ ended: 1 })
    expect((await readRun(host, second.id)).run.status).toBe('failed')
    expect(['planning', 'running']).toContain((await readRun(host, first.id)).run.status)
  } finally {
    await execute(sql`drop trigger refuse_end on generation_runs`)
  }
  await sweepOnce()
  expect((await readRun(host, first.id)).run.status).toBe('failed')
})

test('of two sweeps at one instant only one gives a run its last step', async () => {
  const { payload } = host
  const { id } = await requestRun(host)
  await runOnce(host)
  await sweepOnce()
  await execute(sql`delete from generation_steps where run_id = ${id} and status = 'queued'`)
  const transactionID = (await payload.db.beginTransaction()) ?? 0
  const db = await transactionOf({ payload, transactionID })
  await db.execute(sql`select from generation_runs where id = ${id} for update`)
  const sweeps = [sweepOnce(), sweepOnce()]
  await waitFor('both to wait for the run', async () => {
    const { rows } = await execute(sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
    return rows.length === 2
  })
  await payload.db.commitTransaction(transactionID)
  await Promise.all(sweeps)
  const { steps } = await readRun(host, id)
  expect(steps.filter(({ kind }) => kind === 'finish')).toHaveLength(1)
  expect(await alerts(id)).toHaveLength(1)
})

test.each([
  ['it is given up', () => execute(sql`update generation_steps set claims = 100 where status = 'queued'`), runOnce],
  ['its time is up', (id: number | string) => pass(id), () => sweepTwice()],
] as const)('a run ends though what a step has stored cannot be read: %s', async (_, prepare, end) => {
  const { id } = await requestRun(host)
  await runOnce(host)
  await execute(sql`
    update generation_steps set status = 'failed', missing = 5, error = 'Lost.', result = '{"gaps": "x", "savedKeys": 1}'
    where run_id = ${id} and "index" = 1`)
  await prepare(id)
  await end(host)
  const { run } = await readRun(host, id)
  expect(run.status).toBe('failed')
  expect(run.gaps).toHaveLength(10)
  expect(run.gaps).toContainEqual({ step: 1, key: 'd01', reason: 'Lost.' })
})
