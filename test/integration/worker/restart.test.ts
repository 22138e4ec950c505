import { afterAll, beforeAll, expect, test } from 'vitest'
import { settingsOf } from '../../../src/options/Settings.js'
import { coursewrightOf } from '../../../src/runs/coursewrightOf.js'
import { followRun } from '../../../src/runs/followRun.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { Gate } from '../runs/helpers/Gate.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { type OwnPostgres, startOwnPostgres } from './startOwnPostgres.js'

const answers = new Gate()
let own: OwnPostgres
let host: TestPayload

beforeAll(async () => {
  own = await startOwnPostgres()
  host = await startTestPayload({
    dataDir: own.dataDir,
    model: { respond: () => answers.pass() },
    // What was under way when the database went away is not handed back, so that its lease must end.
    options: { steps: { leaseSeconds: 2 } },
  })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
})
afterAll(async () => {
  await host?.stop()
  await own?.stop()
})

test('Postgres restarts in the middle: worker, lease, listener and streams live on, and every drill is made once', async () => {
  const { payload } = host
  answers.close()
  const { id } = await requestRun(host)
  const worker = host.work({ pollMs: 200, sweepMs: 500, maxEventLoopLagMs: 60_000 })
  const stop = new AbortController()
  const states = followRun({
    payload,
    settings: settingsOf(payload),
    run: id,
    seen: 0,
    quietMs: 3_600_000,
    signal: stop.signal,
  })
  const seen: string[] = []
  const followed = (async () => {
    for await (const state of states) seen.push(state === 'quiet' ? state : state.status)
  })()
  await waitFor('both calls', () => answers.arrivals === 2)
  await waitFor('listening', () => coursewrightOf(payload).notifications.isListening())
  expect(worker.isReady()).toBe(true)

  await own.halt()
  await waitFor(
    'the loss to be noticed',
    () => !worker.isReady() && !coursewrightOf(payload).notifications.isListening(),
  )
  await own.resume()
  answers.open()

  const { run, drills } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 10, failed: 0 }, openSteps: 0 })
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  await followed
  expect(seen.at(-1)).toBe('completed')
  expect(worker.isReady()).toBe(true)
  await waitFor('listening again', () => coursewrightOf(payload).notifications.isListening())
  await worker.stop()
})
