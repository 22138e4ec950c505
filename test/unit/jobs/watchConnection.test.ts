import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchConnection } from '../../../src/jobs/watches.js'

let asked: { answer(): Promise<unknown>; fail(): Promise<unknown> }[] = []
const logger = { info: vi.fn(), error: vi.fn() }

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
})
afterEach(() => {
  vi.useRealTimers()
  vi.clearAllMocks()
})

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)
const watch = () => {
  const execute = () =>
    new Promise<{ rows: [] }>((resolve, reject) => {
      asked.push({
        answer: async () => {
          resolve({ rows: [] })
          await seconds(0)
        },
        fail: async () => {
          reject(new Error('Connection terminated unexpectedly'))
          await seconds(0)
        },
      })
    })
  const connection = watchConnection({ db: { execute }, logger: logger as unknown as BasePayload['logger'] })
  const ask = () => {
    Promise.resolve(connection.db.execute(sql`select 1`)).catch(() => undefined)
    return asked[asked.length - 1]
  }
  return { connection, ask }
}

test('a question that has no answer for five seconds means that the database is gone, until it comes', async () => {
  const { connection, ask } = watch()
  const question = ask()
  await seconds(4.9)
  expect(connection.isConnected()).toBe(true)
  await seconds(0.1)
  expect(connection.isConnected()).toBe(false)
  expect(connection.msSinceBack()).toBe(Number.POSITIVE_INFINITY)
  await question?.answer()
  expect(connection.isConnected()).toBe(true)
  await seconds(2)
  expect(connection.msSinceBack()).toBe(2000)
})

test('one question that never gets an answer says nothing while others do', async () => {
  const { connection, ask } = watch()
  ask()
  for (let second = 0; second < 10; second += 1) {
    await ask()?.answer()
    await seconds(1)
  }
  expect(connection.isConnected()).toBe(true)
  ask()
  await seconds(5)
  expect(connection.isConnected()).toBe(false)
})

test('nor does it while a worker has nothing to do and asks once in a while', async () => {
  const { connection, ask } = watch()
  ask()
  for (let look = 0; look < 3; look += 1) {
    await seconds(1)
    await ask()?.answer()
    await seconds(29)
    expect(connection.isConnected()).toBe(true)
  }
  expect(logger.info).not.toHaveBeenCalled()
})

test('a question that others overtake still counts for those that were asked after it', async () => {
  const { connection, ask } = watch()
  const first = ask()
  await seconds(1)
  ask()
  await first?.answer()
  await seconds(4.9)
  expect(connection.isConnected()).toBe(true)
  await seconds(0.1)
  expect(connection.isConnected()).toBe(false)
})

test('an error is told once, and so is that it is over', async () => {
  const { connection, ask } = watch()
  await ask()?.fail()
  await ask()?.fail()
  expect(connection.isConnected()).toBe(false)
  expect(logger.error).toHaveBeenCalledTimes(1)
  await ask()?.answer()
  await ask()?.answer()
  expect(connection.isConnected()).toBe(true)
  expect(logger.info).toHaveBeenCalledTimes(1)
})
