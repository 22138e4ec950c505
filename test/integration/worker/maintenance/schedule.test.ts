import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../../src/database/adapter.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'

let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload({ options: { maintenance: { schedule: { cron: '* * * * * *' } } } })
})
afterAll(() => host?.stop())

const execute = async (query: ReturnType<typeof sql>) => (await poolOf(host.payload).execute(query)).rows

test('a host without a worker has Payload queue our task at its times, and its runner does what is due', async () => {
  const { payload } = host
  await payload.jobs.handleSchedules({ queue: 'coursewright' })
  const [job] = await execute(sql`select queue, task_slug, wait_until from payload_jobs`)
  expect(job).toMatchObject({
    queue: 'coursewright',
    task_slug: 'coursewrightMaintain',
    wait_until: expect.any(String),
  })
  await execute(sql`update payload_jobs set wait_until = null`)
  // The first time says when each task is due for the first time.
  await payload.jobs.run({ queue: 'coursewright' })
  await execute(sql`update generation_maintenance set next_at = now() - interval '1 second' where key = 'plans'`)
  await payload.jobs.queue({ task: 'coursewrightMaintain', input: {}, queue: 'coursewright' } as never)
  await payload.jobs.run({ queue: 'coursewright' })
  const [plans] = await execute(sql`select ended_at, error from generation_maintenance where key = 'plans'`)
  expect(plans).toMatchObject({ ended_at: expect.any(String), error: null })
  expect(await execute(sql`select error from payload_jobs where has_error`)).toEqual([])
})

test('a task whose process died keeps no later one from being queued', async () => {
  const { payload } = host
  await execute(sql`delete from payload_jobs`)
  const schedule = async () => {
    await payload.jobs.handleSchedules({ queue: 'coursewright' })
    return execute(sql`select id, processing from payload_jobs order by id`)
  }
  const [first] = await schedule()
  // One that is under way stands for itself.
  await execute(sql`update payload_jobs set processing = true`)
  expect(await schedule()).toEqual([{ id: first?.id, processing: true }])
  await execute(sql`update payload_jobs set updated_at = now() - interval '2 hours'`)
  const [next, ...others] = await schedule()
  expect(next).toMatchObject({ processing: false })
  expect(next?.id).not.toBe(first?.id)
  expect(others).toEqual([])
})
