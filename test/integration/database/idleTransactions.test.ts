import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf, postgres } from '../../../src/database/adapter.js'
import { limitIdleTransactions } from '../../../src/database/limitIdleTransactions.js'
import type { Worker } from '../../../src/index.js'
import { waitFor } from '../../shared/waitFor.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'

const leaseSeconds = 2
let host: TestPayload
let worker: Worker | undefined

beforeAll(async () => {
  host = await startTestPayload({ options: { steps: { leaseSeconds } } })
})
afterAll(() => host?.stop())
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

const execute = async (query: ReturnType<typeof sql>) => poolOf(host.payload).execute(query)

/** Has the pool make new connections, and none of those that it had. */
const reconnect = async () => {
  const { pool } = postgres(host.payload)
  // Over one that is taken out of the pool itself: left in it, it would stay until it had idled for ten seconds.
  const client = await pool.connect()
  await client.query(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
  client.release(true)
  await waitFor('the old connections to be gone', () => pool.idleCount === 0)
}

/** What holds on five connections at once. */
const limits = async () => {
  const { pool } = postgres(host.payload)
  const clients = await Promise.all(Array.from({ length: 5 }, () => pool.connect()))
  const shown = await Promise.all(clients.map((client) => client.query('show idle_in_transaction_session_timeout')))
  for (const client of clients) client.release()
  return shown.map(({ rows }) => rows[0].idle_in_transaction_session_timeout)
}

test('a transaction that somebody leaves open in a worker’s process is ended, and its locks are free', async () => {
  const db = postgres(host.payload)
  const { id } = await host.payload.create({ collection: 'curricula', data: { subject: 'Openings', game: 'chess' } })
  worker = host.work()
  // As Payload's own does after an error between BEGIN and COMMIT.
  const transactionID = await db.beginTransaction()
  await db.sessions[String(transactionID)]?.db.execute(sql`select 1 from curricula where id = ${id} for update`)
  const lock = () => execute(sql`select 1 from curricula where id = ${id} for update nowait`)
  await expect(lock()).rejects.toThrow()
  await waitFor('the lock to be free', () =>
    lock().then(
      () => true,
      () => false,
    ),
  )
})

test('every connection of a worker’s pool has the limit, also those that were there before', async () => {
  await reconnect()
  expect(await limits()).toEqual(Array(5).fill('0'))
  worker = host.work()
  expect(await limits()).toEqual(Array(5).fill(`${leaseSeconds}s`))
})

test('of two workers of one process each limits the pool until it ends, whichever ends first', async () => {
  const { payload } = host
  // Without the workers themselves, which keep making connections.
  const endFirst = limitIdleTransactions({ payload, seconds: leaseSeconds })
  const endSecond = limitIdleTransactions({ payload, seconds: leaseSeconds })
  endFirst()
  await reconnect()
  expect(await limits()).toEqual(Array(5).fill(`${leaseSeconds}s`))
  endSecond()
  await reconnect()
  expect(await limits()).toEqual(Array(5).fill('0'))
})

test('behind a pooler, where a connection is somebody else’s next, nothing is set', async () => {
  const { pool } = postgres(host.payload)
  await reconnect()
  // Poolers make up what they tell of the process behind a connection.
  pool.options.onConnect = (client) => {
    Object.assign(client, { processID: 1 })
  }
  worker = host.work()
  expect(await limits()).toEqual(Array(5).fill('0'))
  await worker.stop()
  delete pool.options.onConnect
})

test('a limit that the host has set stays', async () => {
  const { rows } = await execute(sql`select current_database() as name`)
  await execute(sql`
    alter database ${sql.identifier(String(rows[0]?.name))} set idle_in_transaction_session_timeout = '7min'`)
  await reconnect()
  worker = host.work()
  expect(await limits()).toEqual(Array(5).fill('7min'))
})
