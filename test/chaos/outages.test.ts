import { sql } from '@payloadcms/db-postgres/drizzle'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf, postgres } from '../../src/database/adapter.js'
import { addPositions } from '../integration/helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../integration/helpers/startTestPayload.js'
import { Gate } from '../integration/runs/helpers/Gate.js'
import { readRun } from '../integration/runs/helpers/readRun.js'
import { requestRun } from '../integration/runs/helpers/requestRun.js'
import { runEnded } from '../integration/runs/helpers/runEnded.js'
import { type OwnPostgres, startOwnPostgres } from '../integration/worker/startOwnPostgres.js'
import { waitFor } from '../shared/waitFor.js'
import type { WorkerProcess } from './processes/WorkerProcess.js'
import { WorkerProcesses } from './processes/WorkerProcesses.js'

const connections = 4
const answers = new Gate()
let own: OwnPostgres
let host: TestPayload
let processes: WorkerProcesses
let worker: WorkerProcess
let before = 0

beforeAll(async () => {
  own = await startOwnPostgres()
  host = await startTestPayload({ dataDir: own.dataDir, model: { respond: () => answers.pass() } })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  processes = new WorkerProcesses(host)
  // Postgres keeps connections back for a superuser, so that the worker must be somebody else.
  await execute(sql`create role scarce login password 'scarce' connection limit ${sql.raw(String(connections))}`)
  await execute(sql`grant all on all tables in schema public to scarce`)
  await execute(sql`grant all on all sequences in schema public to scarce`)
})
afterAll(async () => {
  await processes?.killAll()
  await host?.stop()
  await own?.stop()
})
beforeEach(() => {
  answers.close()
  before = host.model.requests().length
})
afterEach(async () => {
  answers.open()
  await processes.killAll()
})

const execute = (query: ReturnType<typeof sql>) => poolOf(host.payload).execute(query)
const calls = () => host.model.requests().length - before
const isDown = async () => {
  const [answer] = await Promise.allSettled([execute(sql`select 1`)])
  return answer.status === 'rejected'
}

test('answers that come while Postgres is down are kept: nothing is paid for twice', async () => {
  worker = processes.start({ TEST_LOG: 'warn' })
  const { id } = await requestRun(host)
  await worker.work()
  await waitFor('both calls', () => answers.arrivals === 2)
  await own.halt()
  await waitFor('Postgres to be down', isDown)
  answers.open()
  await waitFor('an answer to wait', () => worker.hasSaid('what was paid for waits'))
  await own.resume()
  const { run, drills, logs, batches } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', usage: { calls: 2 } })
  expect(drills).toHaveLength(10)
  expect(logs.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
  expect(batches.map(({ claims }) => claims)).toEqual([1, 1])
  expect(calls()).toBe(2)
})

test('a worker that gets no connection waits for one, and the step is none the worse for it', async () => {
  const uri = new URL(String(postgres(host.payload).poolOptions.connectionString))
  uri.username = 'scarce'
  uri.password = 'scarce'
  worker = processes.start({ DATABASE_URI: uri.href, POOL_MAX: '3', CONCURRENCY: '1', TEST_LOG: 'warn' })
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await worker.work()
  await waitFor('the call', () => answers.arrivals === 1)
  const hogs: pg.Client[] = []
  // Takes whatever the worker loses, until it has nothing.
  await waitFor('all connections', async () => {
    const { rows } = await execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity where usename = 'scarce' and application_name <> 'hog'`)
    for (let free = rows.length; hogs.length < connections && free >= 0; free -= 1) {
      const hog = new pg.Client({ connectionString: uri.href, application_name: 'hog' })
      await hog.connect().then(
        () => hogs.push(hog),
        () => undefined,
      )
    }
    return hogs.length === connections
  })
  answers.open()
  await waitFor('the answer to wait', () => worker.hasSaid('what was paid for waits'))
  await expect(new pg.Client({ connectionString: uri.href }).connect()).rejects.toMatchObject({ code: '53300' })
  await Promise.all(hogs.map((hog) => hog.end()))
  const { run, batches } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 5, failed: 0 } })
  expect(batches).toMatchObject([{ claims: 1, attempts: 1 }])
  expect(calls()).toBe(1)
})

/** Postgres itself says that the disk is full, whenever one of these tables is written. */
const fillDisk = async (...tables: string[]) => {
  await execute(sql`
    create or replace function disk_full() returns trigger language plpgsql as $$
    begin
      raise 'could not extend file: No space left on device' using errcode = 'disk_full';
    end $$`)
  for (const table of tables) {
    await execute(sql`
      create trigger disk_full before insert or update on ${sql.identifier(table)} execute function disk_full()`)
  }
  return async () => {
    for (const table of tables) await execute(sql`drop trigger disk_full on ${sql.identifier(table)}`)
  }
}

test('a full disk holds up answers and drafts, and whatever was paid for is saved when there is room again', async () => {
  worker = processes.start({ CONCURRENCY: '1', TEST_LOG: 'warn' })
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  await worker.work()
  await waitFor('the call', () => answers.arrivals === 1)
  const makeRoomForAnswers = await fillDisk('generation_steps', 'generation_logs')
  const makeRoomForDrafts = await fillDisk('drills')
  answers.open()
  await waitFor('the answer to wait', () => worker.hasSaid('what was paid for waits'))
  await makeRoomForAnswers()
  await waitFor('the save to break off', async () => {
    const { batches } = await readRun(host, id)
    return batches[0]?.error === 'The database was out of order; it is tried again.'
  })
  await makeRoomForDrafts()
  const { run, drills, logs, batches } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 5, failed: 0 }, usage: { calls: 1 } })
  expect(drills).toHaveLength(5)
  // However often it was tried, that says nothing about the step.
  expect(batches).toMatchObject([{ claims: 1, attempts: 1 }])
  expect(logs.map(({ outcome }) => outcome)).toEqual(['ok'])
  expect(calls()).toBe(1)
})
