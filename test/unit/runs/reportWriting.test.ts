import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RunStore } from '../../../src/runs/sql/store.js'
import { reportWriting } from '../../../src/runs/step/askModel.js'
import type { Step } from '../../../src/runs/vocabulary.js'

let answers: (() => void)[] = []
let lease: AbortController

beforeEach(() => {
  vi.useFakeTimers()
  answers = []
  lease = new AbortController()
})
afterEach(() => {
  vi.useRealTimers()
})

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)
const start = () =>
  reportWriting({
    store: {
      db: { execute: () => new Promise((resolve) => answers.push(() => resolve({ rows: [] }))) },
      ...{ runs: sql`runs`, steps: sql`steps`, runChanged: sql`true` },
    } as unknown as RunStore,
    step: { id: 1, run: 1, token: 1 } as Step,
    payload: {} as BasePayload,
    signal: lease.signal,
  })
const items = (count: number) => '{"key":"d01"}'.repeat(count)

test('while the database has not taken the last report there is no other, and the newest comes next', async () => {
  const writing = start()
  for (const count of [1, 2, 3]) {
    writing.report(items(count))
    await seconds(1)
  }
  expect(answers).toHaveLength(1)
  answers[0]?.()
  await seconds(1)
  expect(answers).toHaveLength(2)
  answers[1]?.()
  await seconds(5)
  expect(answers).toHaveLength(2)
  writing.stop()
  expect(vi.getTimerCount()).toBe(0)
})

test('a worker that has lost its lease reports nothing more', async () => {
  const writing = start()
  lease.abort()
  writing.report(items(1))
  await seconds(2)
  expect(answers).toHaveLength(0)
  writing.stop()
})
