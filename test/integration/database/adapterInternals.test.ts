import { sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poolOf, postgres, table } from '../../../src/database/adapter.js'
import { inTransaction, TransactionGone, transactionOf } from '../../../src/database/transactions.js'
import { defaultSlugs } from '../../../src/options/CoursewrightOptions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'

// What we rely on without it being published. When one of these fails after an upgrade of Payload, its one place in
// src/database is to be mended.

describe.each(['serial', 'uuid'] as const)('with ids of type %s', (idType) => {
  let host: TestPayload
  beforeAll(async () => {
    host = await startTestPayload({ idType })
  })
  afterAll(() => host?.stop())

  const curriculum = () => ({ collection: 'curricula', data: { subject: 'Openings', game: 'chess' } }) as const
  const count = async () => (await host.payload.count({ collection: 'curricula' })).totalDocs

  test('the adapter says how it makes ids', () => {
    expect(postgres(host.payload).idType).toBe(idType)
    expect(postgres(host.payload).schemaName).toBeUndefined()
  })

  test('the pool runs SQL and gives rows', async () => {
    const { rows } = await poolOf(host.payload).execute(
      sql`select ${'a'}::text as text, 1 as number, 1.5::numeric as n`,
    )
    expect(rows).toEqual([{ text: 'a', number: 1, n: '1.5' }])
  })

  test('every collection of ours, and Payload’s jobs, has a table that exists', async () => {
    for (const slug of [...Object.values(defaultSlugs), 'payload-jobs']) {
      await expect(
        poolOf(host.payload).execute(sql`select 1 from ${table(host.payload, slug)} limit 1`),
      ).resolves.toBeDefined()
    }
    expect(() => table(host.payload, 'nothing')).toThrow('Payload has no table for the collection "nothing".')
  })

  test('jobs have the columns that wake-ups write and claims read', async () => {
    const { rows } = await poolOf(host.payload).execute(sql`
      select column_name from information_schema.columns where table_name = 'payload_jobs'`)
    expect(rows.map(({ column_name }) => column_name)).toEqual(
      expect.arrayContaining(
        'id task_slug queue input wait_until processing has_error total_tried completed_at created_at updated_at'.split(
          ' ',
        ),
      ),
    )
  })

  test('our SQL and Payload’s own writes share a transaction: neither shows before COMMIT, both afterwards', async () => {
    const before = await count()
    await inTransaction(host.payload, async (req) => {
      await host.payload.create({ ...curriculum(), req })
      const db = await transactionOf(req)
      const { rows } = await db.execute(sql`select count(*)::int as count from ${table(host.payload, 'curricula')}`)
      expect(rows[0]?.count).toBe(before + 1)
      expect(await count()).toBe(before)
    })
    expect(await count()).toBe(before + 1)
  })

  test('an error rolls back what was written, ours and Payload’s', async () => {
    const before = await count()
    const failing = inTransaction(host.payload, async (req) => {
      await host.payload.create({ ...curriculum(), req })
      throw new Error('Stop.')
    })
    await expect(failing).rejects.toThrow('Stop.')
    expect(await count()).toBe(before)
  })

  test('begin gives an id, under which the session is found until it is committed or rolled back', async () => {
    const { sessions, beginTransaction, commitTransaction, rollbackTransaction } = postgres(host.payload)
    for (const end of [commitTransaction, rollbackTransaction]) {
      const id = await beginTransaction.call(postgres(host.payload))
      if (id === null) throw new Error('No transaction was begun.')
      expect(typeof sessions[id]?.db.execute).toBe('function')
      await end.call(postgres(host.payload), id)
      expect(sessions[id]).toBeUndefined()
    }
  })

  test('a nested call that fails ends the whole transaction, and we notice', async () => {
    const before = await count()
    const failing = inTransaction(host.payload, async (req) => {
      await host.payload.create({ ...curriculum(), req })
      await host.payload.create({ collection: 'curricula', data: {}, req }).catch(() => undefined)
      await transactionOf(req)
    })
    await expect(failing).rejects.toThrow(TransactionGone)
    expect(await count()).toBe(before)
  })

  test('a request without a transaction has none', async () => {
    await expect(transactionOf(await createLocalReq({}, host.payload))).rejects.toThrow(TransactionGone)
  })

  test('a lost connection, idle or in use, does not take the process with it', async () => {
    const { pool } = postgres(host.payload)
    const client = await pool.connect()
    const { rows } = await client.query('select pg_backend_pid() as pid')
    await poolOf(host.payload).execute(sql`select pg_terminate_backend(${rows[0]?.pid}::int)`)
    await expect(client.query('select 1')).rejects.toThrow()
    client.release(true)
    await expect(poolOf(host.payload).execute(sql`select 1`)).resolves.toBeDefined()
  })
})
