import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { settingsOf } from '../../../src/options/Settings.js'
import { coursewrightOf } from '../../../src/runs/coursewrightOf.js'
import { claimStep } from '../../../src/runs/sql/claims.js'
import { beginStep, showStep } from '../../../src/runs/sql/progress.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { createHeldSteps, holdLease } from '../../../src/runs/step/lease.js'
import { LeaseLost, type RunAction } from '../../../src/runs/vocabulary.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { control } from '../runs/helpers/control.js'
import { Gate } from '../runs/helpers/Gate.js'
import { readRun } from '../runs/helpers/readRun.js'
import { requestRun } from '../runs/helpers/requestRun.js'

const answers = new Gate()
let host: TestPayload
let releases: (() => void)[] = []

beforeAll(async () => {
  host = await startTestPayload({ model: { respond: () => answers.pass() } })
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(() => host?.stop())
afterEach(async () => {
  vi.useRealTimers()
  for (const release of releases) release()
  releases = []
  await host.payload.delete({ collection: 'generation-runs', where: {} })
})

const database = () => {
  const { payload } = host
  return { payload, store: poolStore(payload, settingsOf(payload)) }
}

/** A step as a worker holds it, and how often it has looked whether it still does. */
const holdStep = async () => {
  const { id } = await requestRun(host)
  const { payload, store } = database()
  const step = await claimStep(store, { owner: 'test', leaseSeconds: 3600 })
  if (!step) throw new Error('There was nothing to claim.')
  await beginStep(store, { step, runDeadlineMs: 3_600_000 })
  let looks = 0
  const watched = {
    execute: (query: Parameters<typeof store.db.execute>[0]) => {
      looks += 1
      return store.db.execute(query)
    },
  }
  const { logger } = payload
  const heldSteps = createHeldSteps({ store: { ...store, db: watched }, logger })
  const held = {
    payload,
    store: { ...store, db: watched },
    step,
    leaseSeconds: 3600,
    heldSteps,
    logger,
    signal: undefined,
  }
  const lease = holdLease(held)
  releases.push(lease.release)
  await waitFor('listening', () => coursewrightOf(payload).notifications.isListening())
  return { id, step, lease, looks: () => looks }
}

/** Nobody looks or sweeps by itself any more: what is noticed now was told. */
const stopLooking = () => vi.useFakeTimers({ toFake: ['setInterval'] })

test('a lease learns of a cancellation from its notification, without waiting for its next look', async () => {
  stopLooking()
  const { id, lease } = await holdStep()
  await control(host, id, 'cancel')
  await waitFor('the lease to end', () => lease.signal.aborted)
  expect(lease.signal.reason).toBeInstanceOf(LeaseLost)
})

test('cancelling a run ends its open model call by the notification alone', async () => {
  stopLooking()
  answers.close()
  const worker = host.work({ concurrency: 1 })
  try {
    await waitFor('listening', () => coursewrightOf(host.payload).notifications.isListening())
    const { id } = await requestRun(host, { targetDrillCount: 5 })
    await waitFor('a call', () => answers.arrivals === 1)
    await control(host, id, 'cancel')
    await waitFor('the call to end', () => host.model.requests().at(-1)?.finishedAt !== undefined)
  } finally {
    answers.open()
    await worker.stop()
  }
})

test('a lease learns of the deletion of its run, too', async () => {
  const { id, lease } = await holdStep()
  await host.payload.delete({ collection: 'generation-runs', id })
  await waitFor('the lease to end', () => lease.signal.aborted)
})

test('a lease outlives what other steps of its run do, and a pause, without looking each time', async () => {
  const { id, step, lease, looks } = await holdStep()
  const { store } = database()
  const before = looks()
  for (let change = 0; change < 20; change += 1) await showStep(store, step)
  await control(host, id, 'pause')
  expect(looks() - before).toBeLessThan(10)
  expect(lease.signal.aborted).toBe(false)
})

test('a lease that was released no longer listens', async () => {
  const { lease } = await holdStep()
  lease.release()
  expect(coursewrightOf(host.payload).notifications.isListening()).toBe(false)
})

const failCommits = async (fails: boolean) => {
  const { db } = database().store
  await db.execute(sql`
    create or replace function refuse() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$`)
  await db.execute(sql`drop trigger if exists refuse on generation_runs`)
  if (!fails) return
  await db.execute(sql`
    create constraint trigger refuse after update on generation_runs deferrable initially deferred
    for each row execute function refuse()`)
}

test.each<RunAction>(['cancel', 'pause'])(
  '%s says so when the database does not keep it, and works later',
  async (action) => {
    const { id } = await requestRun(host)
    const { run: before } = await readRun(host, id)
    await failCommits(true)
    try {
      // Payload's adapter swallows the error of COMMIT.
      await expect(control(host, id, action)).rejects.toMatchObject({ status: 503, data: { code: 'not_saved' } })
      expect((await readRun(host, id)).run).toMatchObject({ status: before.status, version: before.version })
    } finally {
      await failCommits(false)
    }
    await control(host, id, action)
    expect((await readRun(host, id)).run.lastAction).toBe(action)
    const { version } = (await readRun(host, id)).run
    await control(host, id, action)
    expect((await readRun(host, id)).run.version).toBe(version)
  },
)
