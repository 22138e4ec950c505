import { setTimeout as deadline } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitFor } from '../../../shared/waitFor.js'
import { RunnerProcess } from './RunnerProcess.js'
import { type JobsHost, startJobs } from './startJobs.js'

let host: JobsHost
let runners: RunnerProcess[] = []
/** Without the guard. */
let stock: RunnerProcess[] = []

beforeAll(async () => {
  host = await startJobs()
  runners = Array.from({ length: 4 }, () => new RunnerProcess(host))
  stock = Array.from({ length: 4 }, () => new RunnerProcess(host, false))
  await Promise.all([...runners, ...stock].map((runner) => runner.ready()))
})
afterAll(async () => {
  await Promise.all([...runners, ...stock].map((runner) => runner.kill()))
  await host?.stop()
})

const runAll = (on: readonly RunnerProcess[], queue: string, deleteJobOnComplete: boolean) => {
  const atMs = Date.now() + 200
  return Promise.all(on.map((runner) => runner.run({ queue, atMs, deleteJobOnComplete })))
}
/** All runners at one instant on a queue of so many jobs, until none is left. */
const race = async (queue: string, deleteJobOnComplete: boolean, count = 200) => {
  await host.queue(count, queue)
  const errors = await runAll(runners, queue, deleteJobOnComplete)
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
  // Two of Payload's own claims may lock each other out where nothing guards them; the runner goes on after it.
  expect(errors.filter((error) => !error.includes('deadlock'))).toEqual([])
  // After an error Payload leaves the rest of a batch to itself.
  await waitFor('the last transaction to end', async () => (await host.idleTransactions()) === 0)
  expect((await race('coursewright', true, 20)).errors).toEqual([])
})

test('the same without the guard breaks runners, or loses all their connections, so that this test would see it', async () => {
  let isBroken = false
  for (let round = 0; round < 3 && !isBroken; round += 1) {
    await host.queue(200, 'default')
    // A runner whose pool has lost all its connections never comes to an end.
    const errors = await Promise.race([runAll(stock, 'default', true), deadline(30_000, undefined)])
    isBroken = !errors?.flat().every((error) => error.includes('deadlock'))
  }
  expect(isBroken).toBe(true)
}, 150_000)
