import type { ServerResponse } from 'node:http'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { getPayload } from 'payload'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { startWorker } from '../../../src/index.js'
import type { OpenBreaker } from '../../../src/model/policies/breakerStore.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { postgresBreakerStore } from '../../../src/runs/runModel.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { control } from '../runs/helpers/control.js'
import { readRun } from '../runs/helpers/readRun.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { complete, type ModelCall, type ModelServer, refuse, startModelServer } from './servers/startModelServer.js'

let first: ModelServer
let second: ModelServer
let host: TestPayload
let before = { first: 0, second: 0 }

beforeAll(async () => {
  ;[first, second] = await Promise.all([startModelServer(), startModelServer()])
  host = await startTestPayload({
    options: {
      model: {
        providers: [
          { name: 'First', baseURL: first.baseURL, complex: 'big-1' },
          { name: 'Second', baseURL: second.baseURL, complex: 'other-1' },
        ],
        breakerMs: 60_000,
      },
    },
  })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
})
afterAll(async () => {
  await host?.stop()
  await Promise.all([first?.stop(), second?.stop()])
})
beforeEach(async () => {
  first.answer()
  second.answer()
  before = { first: first.calls().length, second: second.calls().length }
  await host.payload.delete({ collection: 'generation-breakers', where: { id: { exists: true } } })
})

const calls = () => ({ first: first.calls().length - before.first, second: second.calls().length - before.second })
/** As another worker opens it. */
const open = async (provider: 'First' | 'Second', breaker: Partial<OpenBreaker> = {}): Promise<void> => {
  const store = postgresBreakerStore(host.payload, settingsOf(host.payload))
  const model = provider === 'First' ? 'big-1' : 'other-1'
  await store.open({ provider, model, retryAfterMs: 60_000, openings: 1, reason: 'it fell asleep.', ...breaker })
}
/** Works with a worker that has just started and knows nothing yet, in a Payload of its own. */
const withWorker = async <T>(work: () => Promise<T>): Promise<T> => {
  const payload = await getPayload({ config: host.payload.config, key: crypto.randomUUID() })
  const worker = startWorker({ payload, pollMs: 250, sweepMs: 250 })
  try {
    return await work()
  } finally {
    await worker.stop()
    await payload.destroy()
  }
}
/** Lets the time of a breaker pass; those who were told to wait for it know nothing of that. */
const pass = async (provider: 'First' | 'Second'): Promise<void> => {
  const { breakers } = poolStore(host.payload, settingsOf(host.payload))
  await poolOf(host.payload).execute(
    sql`update ${breakers} set open_until = now() - interval '1 second' where provider = ${provider}`,
  )
}
/** Until both batches have been claimed and handed back. */
const handedBack = (id: number | string) =>
  waitFor('the steps to wait', async () => {
    const found = await readRun(host, id)
    const waiting = found.batches.filter(({ status, error }) => status === 'queued' && error)
    return waiting.length === 2 && found
  })

test('while all providers are open, steps wait in the queue with the reason, and it costs them nothing', async () => {
  await open('First')
  await open('Second', { retryAfterMs: 30_000 })
  const { id } = await requestRun(host)
  await withWorker(async () => {
    const { run, batches, logs } = await handedBack(id)
    expect(run.status).toBe('running')
    for (const step of batches) {
      expect(step).toMatchObject({ attempts: 0, claims: 0 })
      expect(step.error).toMatch(
        /^First will not be called for \d+ seconds: it fell asleep\. Second will not be called for \d+ seconds: it fell asleep\.$/,
      )
      // As long as the one that opens first.
      const dueMs = new Date(step.runAfter).getTime() - Date.now()
      expect(dueMs).toBeGreaterThan(15_000)
      expect(dueMs).toBeLessThanOrEqual(30_000)
    }
    expect(logs).toEqual([])
    expect(calls()).toEqual({ first: 0, second: 0 })
  })
  await control(host, id, 'cancel')
})

test('a breaker that is open for years keeps a step waiting for an hour', async () => {
  const years = 10 * 365 * 86_400_000
  await open('First', { retryAfterMs: years })
  await open('Second', { retryAfterMs: years })
  const { id } = await requestRun(host)
  await withWorker(async () => {
    const { batches } = await handedBack(id)
    for (const { runAfter } of batches) expect(new Date(runAfter).getTime() - Date.now()).toBeLessThanOrEqual(3_600_000)
  })
  await control(host, id, 'cancel')
})

/** Answers nothing until `letGo` is called, and then everything. */
const held = (server: ModelServer) => {
  const waiting: (() => void)[] = []
  server.answer((call: ModelCall, response: ServerResponse) => {
    waiting.push(() => complete(call, response))
  })
  return () => {
    server.answer()
    for (const answer of waiting) answer()
  }
}

test('when the time is up one call tries; the others are told to come back soon, and the run completes', async () => {
  await open('First')
  await open('Second', { retryAfterMs: 1500 })
  const letGo = held(second)
  const { id } = await requestRun(host)
  await withWorker(async () => {
    const tokens = new Set<number>()
    await waitFor('the other step to be told twice', async () => {
      const other = (await readRun(host, id)).batches.find(({ status, attempts }) => status === 'queued' && !attempts)
      // Once before the time was up, and then while the first one tries.
      if (other?.error && second.open() === 1) tokens.add(other.token)
      if (tokens.size < 2 || !other) return false
      expect(new Date(other.runAfter).getTime() - Date.now()).toBeLessThanOrEqual(5000)
      return true
    })
    expect(second.open()).toBe(1)
    expect(calls()).toEqual({ first: 0, second: 1 })
    letGo()
    const answeredAt = performance.now()
    const { run, drills, batches, logs } = await runEnded(host, id)
    expect(performance.now() - answeredAt).toBeLessThan(10_000)
    expect(run).toMatchObject({ status: 'completed', progress: { generated: 10, failed: 0 } })
    expect(drills).toHaveLength(10)
    expect(batches.map(({ attempts, claims }) => [attempts, claims])).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect(logs.map(({ provider, outcome }) => `${provider} ${outcome}`)).toEqual(['Second ok', 'Second ok'])
    expect(calls()).toEqual({ first: 0, second: 2 })
  })
  const { docs } = await host.payload.find({ collection: 'generation-breakers' })
  expect(docs.map(({ provider }) => provider)).toEqual(['First'])
})

test('deleting the open breaker in the admin panel lets waiting steps go on at once', async () => {
  await open('First')
  await open('Second')
  const { id } = await requestRun(host)
  await withWorker(async () => {
    await handedBack(id)
    const { docs } = await host.payload.find({ collection: 'generation-breakers', sort: 'provider' })
    await host.payload.delete({ collection: 'generation-breakers', id: docs[0]?.id ?? 0 })
    const deletedAt = performance.now()
    const { run, batches } = await runEnded(host, id)
    expect(performance.now() - deletedAt).toBeLessThan(10_000)
    expect(run.status).toBe('completed')
    expect(batches.map(({ attempts, claims }) => [attempts, claims])).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect(calls()).toEqual({ first: 2, second: 0 })
  })
})

test('a step that finds open what was closed a moment ago does not wait for it', async () => {
  await open('First')
  await open('Second')
  const first = await requestRun(host)
  await withWorker(async () => {
    await handedBack(first.id)
    // The worker has just looked, and believes what it saw for a second.
    const { id } = await requestRun(host)
    await host.payload.delete({ collection: 'generation-breakers', where: { id: { exists: true } } })
    const deletedAt = performance.now()
    expect((await runEnded(host, id)).run.status).toBe('completed')
    expect(performance.now() - deletedAt).toBeLessThan(20_000)
    await runEnded(host, first.id)
  })
})

test('a try that succeeds wakes those who wait for that provider, and nobody else', async () => {
  // For far longer than this test takes.
  await open('First', { retryAfterMs: 300_000 })
  await open('Second', { retryAfterMs: 300_000 })
  const waiting = await requestRun(host)
  const { batches } = await withWorker(() => handedBack(waiting.id))
  // As if it waited after a failure of its own.
  const { steps } = poolStore(host.payload, settingsOf(host.payload))
  await poolOf(host.payload).execute(sql`update ${steps} set result = null where id = ${batches[1]?.id}`)
  await pass('Second')
  await withWorker(async () => {
    const trying = await requestRun(host, { targetDrillCount: 5 })
    expect((await runEnded(host, trying.id)).run.status).toBe('completed')
    const closedAt = performance.now()
    const [woken, other] = await waitFor('the step to be done', async () => {
      const found = (await readRun(host, waiting.id)).batches
      return found[0]?.status === 'done' && found
    })
    expect(performance.now() - closedAt).toBeLessThan(10_000)
    expect(woken).toMatchObject({ attempts: 1, claims: 1 })
    expect(other?.status).toBe('queued')
    expect(new Date(other?.runAfter ?? 0).getTime()).toBeGreaterThan(Date.now() + 20_000)
  })
  await control(host, waiting.id, 'cancel')
})

test('an open provider is passed over at once', async () => {
  await open('First')
  const { id } = await requestRun(host)
  await withWorker(async () => {
    const { run, logs, drills } = await runEnded(host, id)
    expect(run.status).toBe('completed')
    expect(logs.map(({ provider, outcome }) => `${provider} ${outcome}`)).toEqual(['Second ok', 'Second ok'])
    expect(new Set(drills.map(({ provenance }) => provenance?.provider))).toEqual(new Set(['Second']))
    expect(calls()).toEqual({ first: 0, second: 2 })
  })
})

test('a breaker that one worker opens is open for another, and stands in the admin panel with its reason', async () => {
  first.answer((_, response) => refuse(response, 503))
  const { id } = await requestRun(host)
  await withWorker(() => runEnded(host, id))
  const { docs } = await host.payload.find({ collection: 'generation-breakers' })
  expect(docs).toMatchObject([{ provider: 'First', model: 'big-1', openings: 1, reason: 'First failed (503).' }])
  expect(new Date(docs[0]?.openUntil ?? 0).getTime()).toBeGreaterThan(Date.now() + 30_000)

  before = { first: first.calls().length, second: second.calls().length }
  first.answer()
  const other = await requestRun(host)
  await withWorker(async () => {
    expect((await runEnded(host, other.id)).run.status).toBe('completed')
  })
  expect(calls()).toEqual({ first: 0, second: 2 })
})
