import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { settingsOf } from '../../../../src/options/Settings.js'
import { coursewrightOf } from '../../../../src/runs/coursewrightOf.js'
import { followRun } from '../../../../src/runs/followRun.js'
import { showStep } from '../../../../src/runs/sql/progress.js'
import type { RunState } from '../../../../src/runs/sql/runState.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import { waitFor } from '../../../shared/waitFor.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { control } from '../../runs/helpers/control.js'
import { readRun } from '../../runs/helpers/readRun.js'
import { requestRun } from '../../runs/helpers/requestRun.js'
import { countListeners } from '../../worker/countListeners.js'

const hourMs = 3_600_000

let host: TestPayload
let stops: AbortController[] = []

beforeAll(async () => {
  host = await startTestPayload()
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(() => host?.stop())
const stopAll = () => {
  for (const stop of stops) stop.abort()
  stops = []
}
afterEach(stopAll)

const statesOf = (run: number | string, quietMs = hourMs) => {
  const stop = new AbortController()
  stops.push(stop)
  const { payload } = host
  return followRun({ payload, settings: settingsOf(payload), run, seen: 0, quietMs, signal: stop.signal })
}
/** Follows a run and keeps what it was told, with the time. */
const follow = (run: number | string, quietMs?: number) => {
  const states = statesOf(run, quietMs)
  const heard: { state: RunState | 'quiet'; at: number }[] = []
  const over = (async () => {
    for await (const state of states) heard.push({ state, at: performance.now() })
  })()
  const versions = () => heard.flatMap(({ state }) => (state === 'quiet' ? [] : [state.version]))
  return { heard, over, versions }
}
const listening = () => waitFor('listening', () => coursewrightOf(host.payload).notifications.isListening())
/** As any process may do it: a step of the run changes. */
const change = async (run: number | string) => {
  const { steps } = await readRun(host, run)
  await showStep(poolStore(host.payload, settingsOf(host.payload)), { id: steps[0]?.id ?? 0, run })
}

test('a change is told within 100 ms', async () => {
  const { id } = await requestRun(host)
  const { heard, versions } = follow(id)
  await listening()
  await waitFor('the state', () => heard.length === 1)
  const latencies: number[] = []
  for (let round = 1; round <= 11; round += 1) {
    await change(id)
    const changedAt = performance.now()
    await waitFor('the change', () => heard.length === round + 1, { everyMs: 1 })
    latencies.push((heard[round]?.at ?? 0) - changedAt)
  }
  const [median = Number.NaN] = latencies.sort((a, b) => a - b).slice(5)
  expect(median).toBeLessThan(100)
  expect(versions()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})

test('a hundred who follow share one connection and are all told; when they leave it is closed', async () => {
  const { id } = await requestRun(host)
  const other = await requestRun(host)
  const followers = Array.from({ length: 100 }, () => follow(id))
  const bystander = follow(other.id)
  await listening()
  await waitFor('the state', () => followers.every(({ heard }) => heard.length === 1))
  expect(await countListeners(host)).toBe(1)
  await control(host, id, 'pause')
  await waitFor('the change', () => followers.every(({ versions }) => versions().at(-1) === 2))
  expect(bystander.versions()).toEqual([1])

  stopAll()
  await Promise.all([...followers, bystander].map(({ over }) => over))
  expect(coursewrightOf(host.payload).notifications.isListening()).toBe(false)
  await waitFor('the connection to close', async () => (await countListeners(host)) === 0)
})

test('changes that come while nobody takes them are told as one state', async () => {
  const { id } = await requestRun(host)
  const states = statesOf(id)
  expect(await states.next()).toMatchObject({ value: { version: 1 } })
  for (let round = 0; round < 3; round += 1) await change(id)
  expect(await states.next()).toMatchObject({ value: { version: 4 } })
})

test('it ends with the final status, at once when the run has that already, and when the run is deleted', async () => {
  const cancelled = await requestRun(host)
  const first = follow(cancelled.id)
  await listening()
  await control(host, cancelled.id, 'cancel')
  await first.over
  expect(first.heard.at(-1)?.state).toMatchObject({ status: 'cancelled' })
  const late = follow(cancelled.id)
  await late.over
  expect(late.heard).toHaveLength(1)

  const deleted = await requestRun(host)
  const second = follow(deleted.id)
  await listening()
  await waitFor('the state', () => second.heard.length === 1)
  await host.payload.delete({ collection: 'generation-runs', id: deleted.id })
  await second.over
  expect(second.heard).toHaveLength(1)
})

test('it says that all is quiet, so that a connection is kept alive', async () => {
  const { id } = await requestRun(host)
  const { heard } = follow(id, 50)
  await waitFor('quiet', () => heard.filter(({ state }) => state === 'quiet').length >= 3)
  expect(heard[0]?.state).toMatchObject({ version: 1 })
})
