import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { settingsOf } from '../../../../src/options/Settings.js'
import { followRun } from '../../../../src/runs/followRun.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { control } from '../../runs/helpers/control.js'
import { requestRun } from '../../runs/helpers/requestRun.js'
import { runEnded } from '../../runs/helpers/runEnded.js'
import { countListeners } from '../../worker/countListeners.js'

const stop = new AbortController()
let host: TestPayload
let worker: ReturnType<TestPayload['work']> | undefined

beforeAll(async () => {
  host = await startTestPayload({ options: { listenURI: false } })
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(() => host?.stop())
afterEach(async () => {
  stop.abort()
  await worker?.stop()
})

test('without notifications a change of a run is found by looking', async () => {
  const { payload } = host
  const { signal } = stop
  const { id } = await requestRun(host)
  const states = followRun({ payload, settings: settingsOf(payload), run: id, seen: 0, quietMs: 3_600_000, signal })
  expect(await states.next()).toMatchObject({ value: { version: 1 } })
  const changed = states.next()
  await control(host, id, 'cancel')
  expect(await changed).toMatchObject({ value: { version: 2, status: 'cancelled' } })
  expect(await countListeners(host)).toBe(0)
})

test('without notifications a worker does a run by looking', async () => {
  worker = host.work({ pollMs: 100 })
  const { id } = await requestRun(host)
  expect((await runEnded(host, id)).run.status).toBe('completed')
})
