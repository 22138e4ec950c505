import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { waitFor } from '../../shared/waitFor.js'
import { control } from '../runs/helpers/control.js'
import { readRun } from '../runs/helpers/readRun.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { complete, type ModelCall, type ModelServer, refuse } from './servers/startModelServer.js'
import { type ServedHost, startServedHost } from './servers/startServedHost.js'

const runDeadlineMs = 5000

let server: ModelServer
let host: ServedHost

beforeAll(async () => {
  host = await startServedHost({ model: { breakerMs: 60_000 }, steps: { runDeadlineMs } })
  server = host.server
})
afterAll(() => host?.stop())
beforeEach(() => server.answer())

const nothingOpen = () => waitFor('requests to be closed', () => server.open() === 0, { deadlineMs: 2000 })

const isFirst = ({ message }: ModelCall) => message.items[0]?.key === 'd01'

test('a run whose time is up ends with what is there, says so, and leaves no request open', async () => {
  server.answer((call, response) => {
    if (isFirst(call)) complete(call, response)
  })
  const { id } = await requestRun(host)
  const { run, drills, logs, batches } = await runEnded(host, id)
  expect(run).toMatchObject({
    status: 'partial',
    progress: { requested: 10, generated: 5, failed: 5 },
    error: '5 of 10 are missing. The run took longer than it may.',
  })
  // Who requested it is told so, whatever his role.
  expect(run.gaps).toHaveLength(5)
  for (const gap of run.gaps as object[]) expect(gap).toMatchObject({ isPublic: true })
  await nothingOpen()
  expect(drills).toHaveLength(5)
  expect(batches.map(({ status }) => status)).toEqual(['done', 'failed'])
  const tookMs = new Date(run.finishedAt ?? 0).getTime() - new Date(run.startedAt ?? 0).getTime()
  expect(tookMs).toBeGreaterThanOrEqual(runDeadlineMs - 50)
  // Without a deadline of the run the call's own, of 90 s, would end it. A busy machine takes seconds to notice.
  expect(tookMs).toBeLessThan(runDeadlineMs + 30_000)
  // The call was made, and stands in the ledger, though its price is not known.
  expect(logs.map(({ outcome, promptTokens }) => [outcome, promptTokens]).toSorted()).toEqual([
    ['aborted', null],
    ['ok', 1000],
  ])
})

test('a run that made nothing in its time has failed', async () => {
  server.answer(() => undefined)
  const { id } = await requestRun(host)
  const { run } = await runEnded(host, id)
  expect(run).toMatchObject({
    status: 'failed',
    progress: { generated: 0, failed: 10 },
    error: '10 of 10 are missing. The run took longer than it may.',
  })
  await nothingOpen()
})

test('a retry begins a new time, and makes what was missing', async () => {
  server.answer(() => undefined)
  const { id } = await requestRun(host)
  expect((await runEnded(host, id)).run.status).toBe('failed')
  server.answer()
  await control(host, id, 'retry')
  const { run } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 10, failed: 0 }, error: null })
})

test('resuming begins a new time, in which the steps are done that had not begun', async () => {
  server.answer(() => undefined)
  const { id } = await requestRun(host, { targetDrillCount: 25 })
  await waitFor('calls under way', () => server.open() > 0)
  await control(host, id, 'pause')
  const { run: paused } = await readRun(host, id)
  await waitFor('its time to be up', () => server.open() === 0)
  expect(new Date(paused.deadlineAt ?? 0).getTime()).toBeLessThanOrEqual(Date.now())
  server.answer()
  await control(host, id, 'resume')
  const { run, drills } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'partial', progress: { generated: drills.length } })
  expect(drills.length).toBeGreaterThanOrEqual(10)
})

test('a run does not wait for a provider longer than it may take', async () => {
  server.answer((_, response) => refuse(response, 503))
  const { id } = await requestRun(host)
  const { batches } = await waitFor('the steps to wait for the provider', async () => {
    const found = await readRun(host, id)
    return (
      found.batches.length === 2 && found.batches.every(({ error }) => error?.includes('will not be called')) && found
    )
  })
  expect(batches.map(({ status }) => status)).toEqual(['queued', 'queued'])
  // Less than the minute for which the provider will not be called.
  const { run } = await runEnded(host, id, 40_000)
  expect(run).toMatchObject({ status: 'failed', error: '10 of 10 are missing. The run took longer than it may.' })
})
