import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitFor } from '../../shared/waitFor.js'
import { readRun } from '../runs/helpers/readRun.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { complete, drillsFor, type ModelServer } from './servers/startModelServer.js'
import { type ServedHost, startServedHost } from './servers/startServedHost.js'

let server: ModelServer
let host: ServedHost

beforeAll(async () => {
  host = await startServedHost({
    provider: { prices: { 'big-1': { promptUsd: 1, completionUsd: 2 } } },
    model: { deadlineMs: 5000, timeoutMs: 2000, sections: { drills: { timeoutMs: 2000 } } },
    steps: { attempts: 2 },
  })
  server = host.server
})
afterAll(() => host?.stop())

const deadline = 'The time for this request was up before an answer came.'

test('a request whose time is up is given up, and the step is tried again with what it has', async () => {
  server.answer(async (call, response) => {
    // The first answer lacks a drill; what is asked for after it does not come.
    if (call.number === 1)
      return complete(call, response, { content: JSON.stringify({ drills: drillsFor(call).drills.slice(1) }) })
    const { id } = await requested
    const { batches } = await readRun(host, id)
    if (batches[0]?.claims === 2) complete(call, response)
  })
  const requested = requestRun(host, { targetDrillCount: 5 })
  const { id } = await requested
  const { run, batches, logs } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 5 } })
  expect(batches).toMatchObject([{ attempts: 2, claims: 2 }])
  const outcomes = logs.map(({ outcome }) => outcome)
  expect(outcomes.at(0)).toBe('invalid')
  expect(outcomes.at(-1)).toBe('ok')
  // Ended by their own time or by that of the request.
  const unanswered = outcomes.slice(1, -1)
  expect(unanswered.length).toBeGreaterThanOrEqual(2)
  expect(['timeout', 'aborted']).toEqual(expect.arrayContaining(unanswered))
  // Nothing that was good is asked for again.
  expect(server.calls().map(({ message }) => message.items.length)).toEqual([5, ...logs.slice(1).map(() => 1)])
})

test('a run of requests that all run out of time ends, names the reason, and leaves no request open', async () => {
  server.answer(() => undefined)
  const before = server.calls().length
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const { run, logs, batches } = await runEnded(host, id)
  // The provider will bill calls that it has never told us the tokens of.
  expect(run.cost).toBeNull()
  expect(run).toMatchObject({ status: 'failed', error: `5 of 5 are missing. ${deadline}` })
  expect(batches).toMatchObject([{ attempts: 2 }])
  await waitFor('requests to be closed', () => server.open() === 0, { deadlineMs: 2000 })
  expect(logs).toHaveLength(server.calls().length - before)
})
