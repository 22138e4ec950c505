import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import { waitFor } from '../../../shared/waitFor.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { Gate } from '../../runs/helpers/Gate.js'
import { requestRun } from '../../runs/helpers/requestRun.js'
import { runEnded } from '../../runs/helpers/runEnded.js'

const answers = new Gate()
let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload({ model: { respond: () => answers.pass() } })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
})
afterAll(() => host?.stop())

const execute = async (query: ReturnType<typeof sql>) => (await poolOf(host.payload).execute(query)).rows
const workers = async () => (await host.payload.find({ collection: 'generation-workers', sort: 'startedAt' })).docs
const leaders = () => execute(sql`select key from generation_workers where leads_until > now()`)

test('a worker has a row while it lives, with its slots and how many of them work, and none when it has stopped', async () => {
  const worker = host.work({ concurrency: 4 })
  await waitFor('its row', async () => (await workers()).length === 1)
  const [row] = await workers()
  expect(row).toMatchObject({ pid: process.pid, slots: 4, busy: 0, host: expect.any(String) })
  expect(Date.now() - Date.parse(row?.startedAt ?? '')).toBeLessThan(60_000)
  answers.close()
  const { id } = await requestRun(host, { targetDrillCount: 10, batchSize: 5 })
  await waitFor('two busy slots', async () => (await workers())[0]?.busy === 2)
  answers.open()
  await runEnded(host, id)
  await waitFor('all slots free', async () => (await workers())[0]?.busy === 0)
  const [later] = await workers()
  expect(Date.parse(later?.seenAt ?? '')).toBeGreaterThan(Date.parse(row?.seenAt ?? ''))
  expect(later?.startedAt).toBe(row?.startedAt)
  await worker.stop()
  expect(await workers()).toEqual([])
})

test('a worker that was not seen for an hour is forgotten, and one that was seen lately is not', async () => {
  for (const [key, minutes] of [
    ['gone', 61],
    ['lately', 59],
  ] as const) {
    await execute(sql`
      insert into generation_workers (key, host, pid, slots, busy, started_at, seen_at)
      values (${key}, 'elsewhere', 1, 1, 0, now(), now() - ${minutes} * interval '1 minute')
    `)
  }
  const worker = host.work()
  await waitFor('the dead one to be forgotten', async () => {
    const keys = (await workers()).map(({ key }) => key)
    return keys.length === 2 && keys.includes('lately')
  })
  await worker.stop()
  await execute(sql`delete from generation_workers`)
})

test('of several workers one leads; when it stops, another one does', async () => {
  const first = host.work()
  const [{ key }] = (await waitFor('a leader', async () => {
    const found = await leaders()
    return found.length === 1 && found
  })) as [{ key: string }]
  const second = host.work()
  await waitFor('both', async () => (await workers()).length === 2)
  expect(await leaders()).toEqual([{ key }])
  await first.stop()
  await waitFor('the other one to lead', async () => {
    const found = await leaders()
    return found.length === 1 && found[0]?.key !== key
  })
  await second.stop()
})

test('a row that cannot be written costs the worker nothing', async () => {
  await execute(sql`alter table generation_workers rename to hidden_workers`)
  const worker = host.work()
  const { run } = await runEnded(host, (await requestRun(host, { targetDrillCount: 5 })).id)
  expect(run.status).toBe('completed')
  await execute(sql`alter table hidden_workers rename to generation_workers`)
  await waitFor('its row', async () => (await workers()).length === 1)
  await worker.stop()
})
