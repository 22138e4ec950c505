import { sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf, postgres } from '../../../../src/database/adapter.js'
import { controlRunEndpoint } from '../../../../src/endpoints/runs/runEndpoints.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { waitFor } from '../../../shared/waitFor.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { requestRun } from '../../runs/helpers/requestRun.js'

// The replica is a database of its own with nothing in it, and is asked however recent a write: it lags for ever.
let replica: TestPayload
let host: TestPayload

beforeAll(async () => {
  replica = await startTestPayload()
  host = await startTestPayload({ staleReplica: String(postgres(replica.payload).poolOptions.connectionString) })
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(async () => {
  await host?.stop()
  await replica?.stop()
})

const rowsOf = async (query: ReturnType<typeof sql>) => (await poolOf(host.payload).execute(query)).rows

test('our SQL goes to the primary, Payload’s reads to the replica', async () => {
  expect(await rowsOf(sql`select count(*)::int as count from positions`)).toEqual([{ count: 12 }])
  expect((await host.payload.count({ collection: 'positions' })).totalDocs).toBe(0)
})

test.each(['our worker', 'Payload’s own runner'])(
  'with a replica that lags behind, %s makes every drill once',
  async (runner) => {
    const { id } = await requestRun(host)
    const worker = runner === 'our worker' ? host.work() : undefined
    const { run, steps } = await waitFor(`run ${id} to end`, async () => {
      if (!worker) await host.payload.jobs.run({ queue: settingsOf(host.payload).queue, silent: true })
      const [run] = await rowsOf(
        sql`select status, progress_generated::int as made from generation_runs where id = ${id}`,
      )
      const steps = await rowsOf(sql`select status, claims::int as claims from generation_steps where run_id = ${id}`)
      return run?.status !== 'queued' && run?.status !== 'planning' && run?.status !== 'running' && { run, steps }
    })
    await worker?.stop()
    expect(run).toEqual({ status: 'completed', made: 10 })
    // A plan, two batches and the finish, none of which had to be done again.
    expect(steps).toEqual(Array.from({ length: 4 }, () => ({ status: 'done', claims: 1 })))
    const drills = await rowsOf(
      sql`select "order"::int as "order" from drills where provenance_run_id = ${id} order by 1`,
    )
    expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  },
)

test('a run can be cancelled before the replica knows it, and the answer says so', async () => {
  const { id } = await requestRun(host)
  const user = { id: 1, collection: 'users', role: 'admin', email: 'admin@example.com' }
  const req = Object.assign(await createLocalReq({ user: user as never }, host.payload), { routeParams: { id } })
  const response = await controlRunEndpoint(settingsOf(host.payload), 'cancel').handler(req)
  expect(await response.json()).toMatchObject({ doc: { id, status: 'cancelled' } })
})
