import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { poolOf, poolsOf, postgres } from '../../../src/database/adapter.js'
import { waitFor } from '../../shared/waitFor.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'

let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload({ hasReplica: true })
})
afterAll(() => host?.stop())

test('the pool of a read replica is known beside the adapter’s own', async () => {
  const [own, replica, ...more] = poolsOf(host.payload)
  expect(own).toBe(postgres(host.payload).pool)
  expect(replica).not.toBe(own)
  expect((await replica?.query('select 1 as one'))?.rows).toEqual([{ one: 1 }])
  expect(more).toEqual([])
})

test('idle connections that are lost, a replica’s too, do not take the process with them, and the log shows no client', async () => {
  const pools = poolsOf(host.payload)
  // So that each has one that idles.
  for (const pool of pools) await pool.query('select 1')
  const warn = vi.spyOn(host.payload.logger, 'warn')
  await poolOf(host.payload).execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
  await waitFor('the loss to be said', () => warn.mock.calls.length > 0)
  await waitFor('the pools to work again', async () => {
    const works = await Promise.all(
      pools.map((pool) =>
        pool.query('select 1').then(
          () => true,
          () => false,
        ),
      ),
    )
    return works.every(Boolean)
  })
  for (const [facts] of warn.mock.calls) {
    expect(facts).toEqual({ msg: 'a database connection was lost', reason: expect.any(String) })
  }
  expect((await host.payload.find({ collection: 'positions' })).docs).toEqual([])
})
