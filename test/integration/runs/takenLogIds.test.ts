import { sql } from '@payloadcms/db-postgres/drizzle'
import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { claimWithAnswer } from './helpers/claimWithAnswer.js'
import { readRun } from './helpers/readRun.js'

let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload()
  await addPositions({ payload: host.payload, counts: { opening: 5 } })
})
afterAll(() => host?.stop())
beforeEach(async () => {
  const { payload } = host
  await payload.delete({ collection: 'generation-runs', where: {} })
})

const addLog = (requestId: string) =>
  host.payload.create({ collection: 'generation-logs', data: { type: 'alert', message: 'Look.', requestId } })

/** As after a restore, or when a replica took over: the ledger's next ids are those of rows that are there. */
const setBack = async () => {
  await addLog('first')
  await addLog('second')
  await poolOf(host.payload).execute(sql`
    select setval(pg_get_serial_sequence('generation_logs', 'id'), (select min(id) from generation_logs), false)`)
}

test('a ledger whose sequence lags behind its rows takes a bill all the same', async () => {
  const { keep, expectKept } = await claimWithAnswer(host)
  await setBack()
  await keep(poolOf(host.payload))
  await expectKept()
})

test('so it does when the database was away at first, which does not mean that the bill is there', async () => {
  const { keep, expectKept } = await claimWithAnswer(host)
  await setBack()
  // Nobody listens there.
  const away = drizzle(new pg.Pool({ host: '127.0.0.1', port: 4 }))
  let tries = 0
  await keep({
    execute: (query) => {
      tries += 1
      return tries === 1 ? away.execute(query) : poolOf(host.payload).execute(query)
    },
  })
  await expectKept()
})

test('what else a host has made unique is told, not taken for a bill that is there', async () => {
  const { run, keep } = await claimWithAnswer(host)
  const db = poolOf(host.payload)
  await db.execute(sql`delete from generation_logs`)
  await db.execute(sql`create unique index on generation_logs (request_id)`)
  await addLog('bill')
  await expect(keep(db)).rejects.toMatchObject({ cause: { code: '23505' } })
  expect((await readRun(host, run)).logs).toEqual([])
})
