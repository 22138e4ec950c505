import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { timeToReport } from '../../../src/jobs/keepSweeping.js'

const never = new AbortController().signal

/** A database that says each time it is asked for how long it has been back, or that it is not. */
const database = (...answers: (number | Error)[]) => {
  let asked = 0
  let backMs = 0
  const execute = async () => {
    const answer = answers[asked]
    asked += 1
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('Asked too often.')
    backMs = answer
    return { rows: [] }
  }
  return { db: { execute }, isConnected: () => true, msSinceBack: () => backMs, asked: () => asked }
}

test('nobody waits for a database that was never away, or is back for long', async () => {
  for (const backMs of [Number.POSITIVE_INFINITY, 3000]) {
    const connection = database(backMs)
    await timeToReport(connection, never)
    expect(connection.asked()).toBe(1)
  }
})

test('those who hold steps have their time anew when the database was away once more meanwhile', async () => {
  const connection = database(2980, 2990, 3000)
  await timeToReport(connection, never)
  expect(connection.asked()).toBe(3)
})

test('a database that goes away again meanwhile is not taken for one that is back', async () => {
  const gone = new Error('Connection terminated unexpectedly')
  await expect(timeToReport(database(2980, gone), never)).rejects.toBe(gone)
})

test('who stops does not wait for it', async () => {
  const stopping = new AbortController()
  const connection = database(0, 0)
  const waited = timeToReport(connection, stopping.signal)
  await setImmediate()
  expect(connection.asked()).toBe(1)
  stopping.abort()
  await waited
  expect(connection.asked()).toBe(2)
})
