import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionAfterChangeHook } from 'payload'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Fault } from '../../../../demo/model/startOfflineModel.js'
import { poolOf } from '../../../../src/database/adapter.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { claimStep } from '../../../../src/runs/sql/claims.js'
import { showWriting } from '../../../../src/runs/sql/progress.js'
import { releaseStep } from '../../../../src/runs/sql/steps.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import { sweep } from '../../../../src/runs/sweep.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { control } from '../helpers/control.js'
import { readRun } from '../helpers/readRun.js'
import { requestRun } from '../helpers/requestRun.js'
import { runOnce } from '../helpers/runOnce.js'

let host: TestPayload
/** What another plugin does whenever a drill is made. */
let onDrill: () => void = () => undefined
/** What goes wrong with each call. */
let fault: Fault | undefined

beforeAll(async () => {
  host = await startTestPayload({
    model: { faults: () => fault },
    // A claim is one call, so that one fault is all that it takes.
    options: { model: { maxCalls: 1 }, steps: { attempts: 1, retryDelayMs: 0 } },
  })
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
  const hook: CollectionAfterChangeHook = () => onDrill()
  host.payload.collections.drills?.config.hooks.afterChange.push(hook)
})
afterAll(() => host?.stop())
afterEach(async () => {
  onDrill = () => undefined
  fault = undefined
  await host.payload.delete({ collection: 'generation-runs', where: {} })
})

const execute = (query: ReturnType<typeof sql>) => poolOf(host.payload).execute(query)
const store = () => poolStore(host.payload, settingsOf(host.payload))
const alerts = async (id: number | string) =>
  (await readRun(host, id)).logs.filter(({ type }) => type === 'alert').map(({ message }) => message)

test('a step that has used up its attempts ends in the claim that used the last, and is not given back', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await runOnce(host)
  fault = { status: 500 }
  await runOnce(host)
  const { batches } = await readRun(host, id)
  expect(batches).toMatchObject([{ status: 'failed', attempts: 1, claims: 1, missing: 5 }])
})

test('a run that is cancelled between claim and work costs nothing', async () => {
  const { id } = await requestRun(host)
  await runOnce(host)
  const before = host.model.requests().length
  // In the claim's own transaction, so that the worker knows nothing of it.
  await execute(sql`
    create function cancel_claimed() returns trigger language plpgsql as $$
    begin
      update generation_runs set status = 'cancelled' where id = new.run_id;
      update generation_steps set status = 'cancelled', token = token + 1, lease_owner = null
        where run_id = new.run_id and status <> 'done';
      return null;
    end $$`)
  await execute(sql`
    create trigger cancel_claimed after update on generation_steps for each row
    when (old.status = 'queued' and new.status = 'running') execute function cancel_claimed()`)
  try {
    await runOnce(host)
  } finally {
    await execute(sql`drop trigger cancel_claimed on generation_steps`)
  }
  expect(host.model.requests()).toHaveLength(before)
  const { steps, logs } = await readRun(host, id)
  expect(steps.map(({ status }) => status)).toEqual(['done', 'cancelled', 'cancelled'])
  expect(logs).toEqual([])
})

test('a run that is paused between claim and work lets the step be done', async () => {
  const { id } = await requestRun(host)
  await runOnce(host)
  await execute(sql`
    create function pause_claimed() returns trigger language plpgsql as $$
    begin
      update generation_runs set status = 'paused' where id = new.run_id;
      return null;
    end $$`)
  await execute(sql`
    create trigger pause_claimed after update on generation_steps for each row
    when (old.status = 'queued' and new.status = 'running') execute function pause_claimed()`)
  try {
    await runOnce(host)
  } finally {
    await execute(sql`drop trigger pause_claimed on generation_steps`)
  }
  expect((await readRun(host, id)).run).toMatchObject({ status: 'paused', progress: { generated: 5 } })
})

test.each([
  ['step', sql`update generation_steps set kind = 'review'`],
  ['run', sql`update generation_runs set kind = 'reviews'`],
])(
  'a %s of a kind that only newer workers know waits for one of them, however often it is claimed',
  async (_, change) => {
    const { id } = await requestRun(host)
    await execute(change)
    for (let claim = 0; claim < 8; claim += 1) {
      const before = (await execute(sql`select now()::text as now`)).rows[0]?.now
      await runOnce(host)
      const { rows } = await execute(sql`
        select status, claims::int, error,
          run_after - interval '10 seconds' between ${before}::timestamptz and now() as "isTenSecondsLater"
        from generation_steps where run_id = ${id}`)
      const error = expect.stringMatching(/^It waits for a worker that knows/)
      expect(rows).toEqual([{ status: 'queued', claims: 0, error, isTenSecondsLater: true }])
      await execute(sql`update generation_steps set run_after = now() - interval '1 second' where run_id = ${id}`)
    }
    // Nobody may ever know it; the run ends all the same.
    await execute(sql`update generation_runs set deadline_at = now() - interval '2 minutes' where id = ${id}`)
    // Seen overdue for long.
    const seenOverdue = new Map([[id, Number.NEGATIVE_INFINITY]])
    await sweep(host.payload, settingsOf(host.payload), seenOverdue)
    const { rows } = await execute(sql`select status from generation_runs where id = ${id}`)
    expect(rows).toEqual([{ status: 'failed' }])
  },
)

test('a step handed back when the time of its run is up is due a second later, not at once', async () => {
  const { id } = await requestRun(host)
  await execute(sql`update generation_runs set deadline_at = now() - interval '1 minute' where id = ${id}`)
  const give = async (delayMs: number) => {
    const step = await claimStep(store(), { owner: 'test', leaseSeconds: 60 })
    if (!step) throw new Error('There was nothing to claim.')
    const released = { step, error: 'Later.', delayMs, isCounted: false, waitsFor: undefined, outageMs: 0 }
    return (await releaseStep(store(), released))?.delayMs
  }
  expect(await give(0)).toBeLessThan(10)
  expect(await give(60_000)).toBeCloseTo(1000, -2)
})

test('a step handed back when its run has no deadline yet waits as long as it was told to', async () => {
  await requestRun(host)
  const step = await claimStep(store(), { owner: 'test', leaseSeconds: 60 })
  if (!step) throw new Error('There was nothing to claim.')
  // Resumed meanwhile: the next step that begins gives it one.
  await execute(sql`update generation_runs set deadline_at = null where id = ${step.run}`)
  const released = { step, error: 'Later.', delayMs: 60_000, isCounted: true, waitsFor: undefined, outageMs: 0 }
  expect((await releaseStep(store(), released))?.delayMs).toBeGreaterThan(50_000)
})

test('a step that breaks off too often is given up with an alert', async () => {
  onDrill = () => {
    throw new Error('The glossary plugin is out of order.')
  }
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await runOnce(host, 5)
  const { run, batches } = await readRun(host, id)
  expect(run.status).toBe('failed')
  expect(batches).toMatchObject([{ status: 'failed', claims: 3 }])
  expect(await alerts(id)).toEqual([
    expect.stringMatching(
      /^Step 1 of run \d+ broke off 3 times and was given up\. The last time: The glossary plugin is out of order\. The log/,
    ),
  ])
})

test('a run whose end breaks off too often is given up with an alert', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await runOnce(host, 2)
  await execute(sql`
    create function refuse_finish() returns trigger language plpgsql as $$ begin raise 'The audit says no.'; end $$`)
  await execute(sql`
    create trigger refuse_finish before update on generation_runs for each row
    when (new.status = 'completed') execute function refuse_finish()`)
  try {
    await runOnce(host, 3)
  } finally {
    await execute(sql`drop trigger refuse_finish on generation_runs`)
  }
  expect((await readRun(host, id)).run).toMatchObject({ status: 'partial', gaps: [], progress: { generated: 5 } })
  expect(await alerts(id)).toEqual([
    expect.stringMatching(/^Step 1000000 of run \d+ broke off 3 times and was given up/),
  ])
})

test('a step whose workers died of it again and again is ended with an alert', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await runOnce(host)
  await execute(sql`update generation_steps set claims = 3 where run_id = ${id} and kind = 'generate'`)
  await runOnce(host, 2)
  const { run } = await readRun(host, id)
  expect(run).toMatchObject({ status: 'failed', error: '5 of 5 are missing. It was started too often.' })
  expect(await alerts(id)).toEqual([
    expect.stringMatching(
      /^Step 1 of run \d+ came to an end only when it was started 4 times\. .*look at their memory\.$/,
    ),
  ])
})

test('whoever follows a run learns of its planned steps with the version that adds them', async () => {
  const { id } = await requestRun(host)
  await runOnce(host)
  const { run, batches } = await readRun(host, id)
  expect(batches.map(({ version }) => version)).toEqual([run.version, run.version])
  await control(host, id, 'cancel')
})

test('whoever has lost a step tells those who follow its run nothing more of what is being written', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await runOnce(host)
  const step = await claimStep(store(), { owner: 'test', leaseSeconds: 60 })
  if (!step) throw new Error('There was no step to claim.')
  const versions = async () => {
    const { run, batches } = await readRun(host, id)
    return [run.version, ...batches.flatMap(({ version, written }) => [version, written])]
  }
  const [before = 0] = await versions()
  await showWriting(store(), { step, written: 2 })
  expect(await versions()).toEqual([before + 1, before + 1, 2])
  await execute(sql`update generation_steps set token = token + 1 where id = ${step.id}`)
  await showWriting(store(), { step, written: 3 })
  expect(await versions()).toEqual([before + 1, before + 1, 2])
})
