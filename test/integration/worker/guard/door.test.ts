import { createLocalReq, type Payload, type UpdateJobsArgs } from 'payload'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { waitFor } from '../../../shared/waitFor.js'
import { type JobsHost, startJobs } from './startJobs.js'

// Every runner of Payload claims jobs by the calls below. When one of these tests fails after an upgrade of Payload,
// src/jobs/guardClaims is to be looked at: what it does not recognise, it does not guard.

let host: JobsHost
let claims: UpdateJobsArgs[] = []

/** Puts down what comes through the door, in front of the guard. */
const record = (payload: Payload) => {
  const { updateJobs } = payload.db
  payload.db.updateJobs = (call) => {
    if (call.data.processing === true) claims.push(structuredClone(call))
    return updateJobs(call)
  }
}

beforeAll(async () => {
  host = await startJobs({
    config: { jobs: { access: { run: () => true }, autoRun: [{ cron: '* * * * * *', queue: 'timed', limit: 4 }] } },
  })
  record(host.payload)
})
afterAll(() => host?.stop())
beforeEach(() => {
  claims = []
})

const anId = expect.anything()
const aDate = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
const data = { processing: true, updatedAt: aDate }
const isDue = [
  { completedAt: { exists: false } },
  { hasError: { not_equals: true } },
  { processing: { equals: false } },
  { or: [{ waitUntil: { exists: false } }, { waitUntil: { less_than: aDate } }] },
]
const batch = { data, req: { transactionID: anId }, returning: true, sort: 'createdAt' }
const inQueue = (queue: string) => ({ and: [...isDue, { queue: { equals: queue } }] })

test('`payload.jobs.run` claims a batch of one queue', async () => {
  await host.payload.jobs.run({ queue: 'coursewright', limit: 7, silent: true })
  expect(claims).toEqual([{ ...batch, limit: 7, where: inQueue('coursewright') }])
})

test('a run of all queues names none, and conditions of the caller come last', async () => {
  const where = { taskSlug: { equals: 'noop' } }
  await host.payload.jobs.run({ allQueues: true, where, sequential: true, processingOrder: '-createdAt', silent: true })
  expect(claims).toEqual([{ ...batch, sort: '-createdAt', limit: 10, where: { and: [...isDue, where] } }])
})

test('`payload.jobs.runByID` claims by id, whatever the state of the job', async () => {
  const [job] = await host.queue(1)
  if (!job) throw new Error('No job.')
  await host.payload.jobs.runByID({ id: job.id, silent: true })
  expect(claims).toEqual([{ id: job.id, data, req: { transactionID: anId }, returning: true }])
})

test('`GET /api/payload-jobs/run` claims as `payload.jobs.run` does', async () => {
  const endpoints = host.payload.collections['payload-jobs']?.config.endpoints || []
  const run = endpoints.find(({ path }) => path === '/run')
  const req = await createLocalReq(
    { req: { query: { queue: 'coursewright', limit: '5', silent: 'true' } } },
    host.payload,
  )
  expect((await run?.handler(req))?.status).toBe(200)
  expect(claims).toEqual([{ ...batch, limit: 5, where: inQueue('coursewright') }])
})

test('autoRun claims as `payload.jobs.run` does', async () => {
  await host.payload._initializeCrons()
  const claim = await waitFor('a claim', () => claims[0])
  await Promise.all(host.payload.crons.splice(0).map((cron) => cron.stop()))
  expect(claim).toEqual({ ...batch, limit: 4, where: inQueue('timed') })
})
