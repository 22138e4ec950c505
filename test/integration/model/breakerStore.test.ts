import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import type { BreakerStore, OpenBreaker } from '../../../src/model/policies/breakerStore.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { postgresBreakerStore } from '../../../src/runs/runModel.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'

let host: TestPayload
/** Two workers. */
let here: BreakerStore
let there: BreakerStore
beforeAll(async () => {
  host = await startTestPayload()
  here = postgresBreakerStore(host.payload, settingsOf(host.payload))
  there = postgresBreakerStore(host.payload, settingsOf(host.payload))
})
afterAll(() => host.stop())
afterEach(() => host.payload.delete({ collection: 'generation-breakers', where: { id: { exists: true } } }))

const breaker: OpenBreaker = {
  provider: 'primary',
  model: 'big-1',
  retryAfterMs: 60_000,
  openings: 1,
  reason: 'it did not answer',
}
/** Lets the time of all breakers pass. */
const pass = async (): Promise<void> => {
  const { breakers } = poolStore(host.payload, settingsOf(host.payload))
  await poolOf(host.payload).execute(sql`update ${breakers} set open_until = now() - interval '1 second'`)
}

test('a breaker that one worker opens is open for all, with its reason and time', async () => {
  await here.open(breaker)
  const [seen, ...others] = await there.read()
  expect(others).toEqual([])
  expect(seen).toMatchObject({ provider: 'primary', model: 'big-1', openings: 1, reason: 'it did not answer' })
  expect(seen?.retryAfterMs).toBeGreaterThan(55_000)
  expect(seen?.retryAfterMs).toBeLessThanOrEqual(60_000)
})

test('models of one provider have breakers of their own', async () => {
  await here.open(breaker)
  await here.open({ ...breaker, model: 'small-1' })
  await here.close('primary', 'big-1')
  expect((await there.read()).map(({ model }) => model)).toEqual(['small-1'])
})

test('of two workers that open it at once the longer time counts', async () => {
  await Promise.all([here.open(breaker), there.open({ ...breaker, retryAfterMs: 120_000, openings: 2 })])
  const [seen] = await here.read()
  expect(seen?.retryAfterMs).toBeGreaterThan(110_000)
  expect(seen?.openings).toBe(2)
})

test('nobody may try before its time, and then one of many', async () => {
  await here.open(breaker)
  expect(await here.probe('primary', 'big-1', 10_000)).toBe(false)
  await pass()
  const tries = await Promise.all(
    Array.from({ length: 20 }, (_, index) => (index % 2 ? here : there).probe('primary', 'big-1', 10_000)),
  )
  expect(tries.filter(Boolean)).toHaveLength(1)
  // Nobody is told to wait for that attempt: it may be over any moment.
  expect((await there.read())[0]?.retryAfterMs).toBeLessThanOrEqual(0)
})

test('an attempt that never ends stands in the way no longer than it said', async () => {
  await here.open(breaker)
  await pass()
  expect(await here.probe('primary', 'big-1', 0)).toBe(true)
  expect(await there.probe('primary', 'big-1', 10_000)).toBe(true)
})

test('opening again forgets the attempt that failed', async () => {
  await here.open(breaker)
  await pass()
  expect(await here.probe('primary', 'big-1', 600_000)).toBe(true)
  await here.open({ ...breaker, retryAfterMs: 0, openings: 2 })
  expect((await there.read())[0]).toMatchObject({ openings: 2 })
  expect(await there.probe('primary', 'big-1', 600_000)).toBe(true)
})

test('deleting the document closes the breaker', async () => {
  await here.open(breaker)
  const { docs } = await host.payload.find({ collection: 'generation-breakers' })
  await host.payload.delete({ collection: 'generation-breakers', id: docs[0]?.id ?? 0 })
  expect(await there.read()).toEqual([])
  expect(await there.probe('primary', 'big-1', 1000)).toBe(false)
})
