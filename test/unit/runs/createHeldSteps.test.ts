import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RunStore } from '../../../src/runs/sql/store.js'
import { createHeldSteps } from '../../../src/runs/step/lease.js'
import type { Step } from '../../../src/runs/vocabulary.js'

type Answer = { rows: Record<string, unknown>[] }

/** What was asked, to be answered by the test, or never. */
let asked: { answer(ids: number[]): Promise<void>; fail(): Promise<void> }[] = []

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
})
afterEach(() => {
  vi.useRealTimers()
})

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)
const stepOf = (id: number) => ({ id, token: 1 }) as Step
const warn = vi.fn()
const hold = (...ids: number[]) => {
  const execute = () =>
    new Promise<Answer>((resolve, reject) => {
      const settled = () => seconds(0).then(() => undefined)
      asked.push({
        answer: (found) => {
          resolve({ rows: found.map((id) => ({ id })) })
          return settled()
        },
        fail: () => {
          reject(new Error('The database is gone.'))
          return settled()
        },
      })
    })
  const store = { db: { execute }, steps: sql`steps` } as unknown as RunStore
  const logger = { warn } as unknown as BasePayload['logger']
  const heldSteps = createHeldSteps({ store, logger })
  const lost: number[] = []
  const ends = ids.map((id) => heldSteps.add(stepOf(id), () => lost.push(id)))
  return { heldSteps, lost, ends }
}

test('all steps are looked after with one statement each second, and only those lose their lease that lost it', async () => {
  const { lost } = hold(1, 2, 3)
  await seconds(0.9)
  expect(asked).toHaveLength(0)
  await seconds(0.1)
  expect(asked).toHaveLength(1)
  await asked[0]?.answer([1, 3])
  expect(lost).toEqual([2])
  await seconds(1)
  expect(asked).toHaveLength(2)
})

test('nobody looks while the last look has no answer; after five seconds another connection may have one', async () => {
  const { lost } = hold(1)
  await seconds(5.9)
  expect(asked).toHaveLength(1)
  await seconds(0.2)
  expect(asked).toHaveLength(2)
  await seconds(4)
  expect(asked).toHaveLength(2)
  await asked[1]?.answer([])
  expect(lost).toEqual([1])
})

test('what is heard during a look is looked at right after it, once', async () => {
  const { heldSteps } = hold(1)
  heldSteps.look()
  heldSteps.look()
  heldSteps.look()
  expect(asked).toHaveLength(1)
  await asked[0]?.answer([1])
  expect(asked).toHaveLength(2)
  await asked[1]?.answer([1])
  expect(asked).toHaveLength(2)
})

test('a look that fails says nothing about a lease, and the next second looks again', async () => {
  const { lost } = hold(1)
  await seconds(1)
  await asked[0]?.fail()
  expect(lost).toEqual([])
  expect(warn).toHaveBeenCalledWith(expect.objectContaining({ msg: 'looking after leases failed' }))
  await seconds(1)
  expect(asked).toHaveLength(2)
})

test('without steps nobody looks, and a step that has ended meanwhile loses nothing', async () => {
  const { heldSteps, lost, ends } = hold(1, 2)
  await seconds(1)
  for (const end of ends) end()
  await asked[0]?.answer([])
  expect(lost).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
  heldSteps.look()
  expect(asked).toHaveLength(1)
})
