import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/postgres.js'
import { settingsOf } from '../../../src/options/settingsOf.js'
import { sweep } from '../../../src/runs/sweep.js'
import { addPositions } from '../addPositions.js'
import { startTestPayload, type TestPayload } from '../startTestPayload.js'
import { control } from './control.js'
import { readRun } from './readRun.js'
import { requestRun } from './requestRun.js'
import { runOnce } from './runOnce.js'

const leaseSeconds = 60
let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload({ options: { steps: { leaseSeconds, runDeadlineMs: 3_600_000 } } })
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(() => host?.stop())
afterEach(async () => {
  await host.payload.delete({ collection: 'generation-runs', where: {} })
})

const execute = (query: ReturnType<typeof sql>) => poolOf(host.payload).execute(query)
const sweepOnce = () => sweep(host.payload, settingsOf(host.payload))
/** As if the deadline had passed so many seconds ago. */
const pass = (id: number | string, seconds: number) =>
  execute(sql`update generation_runs set deadline_at = now() - ${seconds} * interval '1 second' where id = ${id}`)
const alerts = async (id: number | string) =>
  (await readRun(host, id)).logs.filter(({ type }) => type === 'alert').map(({ message }) => message)
const timeIsUp = 'the run took longer than it may'

test('a run that is still open a lease after its deadline ends with what it has, its gaps named, and an alert', async () => {
  const { id } = await requestRun(host)
  await runOnce(host, 2)
  await pass(id, leaseSeconds + 1)
  expect(await sweepOnce()).toMatchObject({ ended: 1 })
  const { run, drills, steps } = await readRun(host, id)
  expect(run).toMatchObject({ status: 'partial', openSteps: 0, progress: { generated: 5 } })
  expect(run.error).toBe('5 of 10 are missing. The run took longer than it may.')
  expect(run.gaps).toEqual(['d06', 'd07', 'd08', 'd09', 'd10'].map((key) => ({ step: 2, key, reason: timeIsUp })))
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
  await pass(id, leaseSeconds + 1)
  await sweepOnce()
  expect((await readRun(host, id)).run).toMatchObject({ status: 'completed', error: null, gaps: [] })
})

test('a run whose deadline passed less than a lease ago is left to its steps', async () => {
  const { id } = await requestRun(host)
  await runOnce(host)
  await pass(id, leaseSeconds - 5)
  expect(await sweepOnce()).toMatchObject({ ended: 0 })
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
  await pass(id, 1_000_000)
  expect(await sweepOnce()).toMatchObject({ ended: 0 })
  expect((await readRun(host, id)).run.status).toBe('paused')
  await control(host, id, 'resume')
  expect(await sweepOnce()).toMatchObject({ ended: 0 })
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
  await pass(id, leaseSeconds + 1)
  await sweepOnce()
  const ended = await readRun(host, id)
  expect(ended.run).toMatchObject({
    status: 'failed',
    error: `10 of 10 are missing. The run took longer than it may.`,
    gaps: [],
  })
  expect(await alerts(id)).toHaveLength(1)
})

test('what a run waited for its first step is not taken from its time', async () => {
  const { id } = await requestRun(host)
  await sweepOnce()
  await pass(id, leaseSeconds - 5)
  await runOnce(host, 4)
  expect((await readRun(host, id)).run).toMatchObject({ status: 'completed', progress: { generated: 10 } })
})

test('an open run that has no step left to end it gets one, and whoever follows it sees it', async () => {
  const { id } = await requestRun(host)
  await runOnce(host, 2)
  await execute(sql`delete from generation_steps where run_id = ${id} and status = 'queued'`)
  const { version } = (await readRun(host, id)).run
  expect(await sweepOnce()).toMatchObject({ ended: 1 })
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
    for (const { id } of [first, second]) await pass(id, leaseSeconds + 1)
    await sweepOnce()
    expect((await readRun(host, second.id)).run.status).toBe('failed')
    expect(['planning', 'running']).toContain((await readRun(host, first.id)).run.status)
  } finally {
    await execute(sql`drop trigger refuse_end on generation_runs`)
  }
  await sweepOnce()
  expect((await readRun(host, first.id)).run.status).toBe('failed')
})
