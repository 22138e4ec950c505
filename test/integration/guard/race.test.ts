import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitFor } from '../../waitFor.js'
import { RunnerProcess } from './RunnerProcess.js'
import { type JobsHost, startJobs } from './startJobs.js'

let host: JobsHost
let runners: RunnerProcess[] = []

beforeAll(async () => {
  host = await startJobs()
  runners = Array.from({ length: 4 }, () => new RunnerProcess(host))
  await Promise.all(runners.map((runner) => runner.ready()))
})
afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.kill()))
  await host?.stop()
})

/** All runners at one instant on a queue of so many jobs, until none is left. */
const race = async (queue: string, deleteJobOnComplete: boolean, count = 200) => {
  await host.queue(count, queue)
  const atMs = Date.now() + 200
  const errors = await Promise.all(runners.map((runner) => runner.run({ queue, atMs, deleteJobOnComplete })))
  const times = [...(await host.takeExecutions()).values()]
  return { errors: errors.flat(), done: times.length, doubled: times.filter((count) => count > 1).length }
}
const left = async () => (await host.payload.count({ collection: 'payload-jobs' })).totalDocs

test('four processes at one instant: every job of our queue is done exactly once', async () => {
  const { errors, done, doubled } = await race('coursewright', true)
  expect(errors).toEqual([])
  expect({ done, doubled }).toEqual({ done: 200, doubled: 0 })
  expect(await left()).toBe(0)
  expect(await host.idleTransactions()).toBe(0)
})

test('the same where Payload keeps finished jobs', async () => {
  const { errors, done, doubled } = await race('coursewright', false)
  expect(errors).toEqual([])
  expect({ done, doubled }).toEqual({ done: 200, doubled: 0 })
  expect(await left()).toBe(200)
})

test('the same in a queue that is not guarded shows jobs done twice, so that this test would see them', async () => {
  let doubled = 0
  for (let round = 0; round < 5 && doubled === 0; round += 1) doubled = (await race('default', false)).doubled
  expect(doubled).toBeGreaterThan(0)
})

test('jobs that other runners delete meanwhile stop no runner and leave no transaction open', async () => {
  // Not guarded, so that two runners do get the same job, and one of them deletes it under the other.
  const { errors } = await race('default', true, 60)
  expect(errors.filter((error) => !error.includes('deadlock'))).toEqual([])
  // After an error Payload leaves the rest of a batch to itself.
  await waitFor('the last transaction to end', async () => (await host.idleTransactions()) === 0)
  expect((await race('coursewright', true, 20)).errors).toEqual([])
})
