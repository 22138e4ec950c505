import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionAfterReadHook } from 'payload'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { claimStep } from '../../../src/runs/sql/claims.js'
import { recordAttempt } from '../../../src/runs/sql/ledger/attempts.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { Gate } from './helpers/Gate.js'
import { requestRun } from './helpers/requestRun.js'
import { runEnded } from './helpers/runEnded.js'

const answers = new Gate()
let host: TestPayload
let isReadable = true

beforeAll(async () => {
  host = await startTestPayload({
    model: { respond: () => answers.pass() },
    options: { steps: { attempts: 1, retryDelayMs: 10 } },
  })
  await addPositions({ payload: host.payload, counts: { opening: 15 } })
  const hook: CollectionAfterReadHook = ({ doc }) => {
    if (!isReadable) throw new Error('The audit plugin is out of order.')
    return doc
  }
  host.payload.collections['generation-runs']?.config.hooks.afterRead.push(hook)
})
afterAll(() => host?.stop())
afterEach(() => answers.open())

test('a run that cannot even be read ends, and says why', async () => {
  const { id } = await requestRun(host)
  isReadable = false
  const worker = host.work()
  await waitFor('the run to fail', async () => {
    const { rows } = await poolOf(host.payload).execute(sql`select status from generation_runs where id = ${id}`)
    return rows[0]?.status === 'failed'
  })
  await worker.stop()
  isReadable = true
  const { run, steps } = await runEnded(host, id)
  expect(run.error).toBe('The run could not be finished: The audit plugin is out of order.')
  expect(steps).toMatchObject([{ kind: 'plan', status: 'failed' }])
})

test('a call that was under way when its run was deleted still stands in the ledger', async () => {
  answers.close()
  const { id } = await requestRun(host, { targetDrillCount: 1 })
  const worker = host.work()
  await waitFor('the call', () => answers.arrivals === 1)
  await host.payload.delete({ collection: 'generation-runs', id })
  const logs = () => host.payload.find({ collection: 'generation-logs', where: { run: { exists: false } }, depth: 0 })
  const { docs } = await waitFor('the ledger', async () => {
    const found = await logs()
    return found.docs.some(({ outcome }) => outcome !== 'lost') && found
  })
  await worker.stop()
  // Nobody answered it: it was stopped, because its run is gone.
  expect(docs).toMatchObject([{ type: 'attempt', outcome: 'aborted', run: null, step: null }])
})

test('a bill that comes while its run is being deleted is kept', async () => {
  const { payload } = host
  const { id } = await requestRun(host, { targetDrillCount: 1 })
  const db = poolOf(payload)
  const store = poolStore(payload, settingsOf(payload))
  const step = await claimStep(store, { owner: 'test', leaseSeconds: 60 })
  if (!step) throw new Error('There was no step to claim.')
  const transactionID = await payload.db.beginTransaction()
  await payload.delete({ collection: 'generation-runs', id, req: { transactionID: transactionID ?? undefined } })
  const usage = { promptTokens: 11, cachedTokens: 0, cacheWriteTokens: 0, completionTokens: 7, reasoningTokens: 0 }
  const recording = recordAttempt(store, {
    step,
    attempt: {
      outcome: 'ok',
      provider: 'Acme',
      model: 'big-1',
      servedModel: undefined,
      usage,
      ms: 5,
      firstTokenMs: undefined,
      requestId: 'late-bill',
      message: undefined,
    },
    result: undefined,
    attempts: 1,
  })
  await waitFor('the bill to wait for the deletion', async () => {
    const { rows } = await db.execute(sql`
      select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%usage_calls%'
    `)
    return rows.length > 0
  })
  await payload.db.commitTransaction(transactionID ?? 0)
  expect(await recording).toBe(false)
  const { docs } = await payload.find({
    collection: 'generation-logs',
    where: { requestId: { equals: 'late-bill' } },
    depth: 0,
  })
  expect(docs).toMatchObject([{ run: null, step: null, promptTokens: 11, completionTokens: 7 }])
})
