import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Worker } from '../../../src/index.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { control } from '../runs/helpers/control.js'
import { readRun } from '../runs/helpers/readRun.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { complete, type ModelServer, startModelServer } from './servers/startModelServer.js'
import { streamPieces } from './servers/streamPieces.js'

const hanging = {
  'not begun': () => undefined,
  'half sent': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"choices":[{"message":{"content":"{')
  },
  'half streamed': (_, response) => streamPieces(response, ['{"drills":[{"key":"d01",'], { isEnded: false }),
} satisfies Record<string, Parameters<ModelServer['answer']>[0]>
const ways = Object.entries(hanging)

let server: ModelServer
let host: TestPayload
let worker: Worker | undefined
let before = 0

beforeAll(async () => {
  server = await startModelServer()
  host = await startTestPayload({
    options: {
      model: { providers: [{ name: 'Acme', baseURL: server.baseURL, complex: 'big-1', streams: true }] },
    },
  })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
})
afterAll(async () => {
  await host?.stop()
  await server?.stop()
})
beforeEach(() => {
  before = server.calls().length
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

const underWay = (calls: number) => waitFor(`${calls} calls under way`, () => server.open() === calls)
const allClosed = (deadlineMs: number) =>
  waitFor('requests to be closed', () => server.open() === 0, { deadlineMs, everyMs: 10 })

test.each(ways)('cancelling a run closes its requests within two seconds, with answers %s', async (_, hang) => {
  server.answer(hang)
  const { id } = await requestRun(host)
  worker = host.work()
  await underWay(2)
  await control(host, id, 'cancel')
  await allClosed(2000)
  const { logs } = await waitFor('the ledger', async () => {
    const found = await readRun(host, id)
    // Booked as lost with the cancelling, and put right by who had asked.
    return found.logs.length === 2 && found.logs.every(({ outcome }) => outcome !== 'lost') && found
  })
  expect(logs.map(({ outcome, promptTokens }) => [outcome, promptTokens])).toEqual([
    ['aborted', null],
    ['aborted', null],
  ])
  expect(server.calls().slice(before)).toHaveLength(2)
})

test.each(ways)(
  'a worker that stops closes its requests and hands its steps back, with answers %s',
  async (_, hang) => {
    server.answer(hang)
    const { id } = await requestRun(host)
    worker = host.work({ graceMs: 100 })
    await underWay(2)
    await worker.stop()
    await allClosed(2000)
    const { batches } = await readRun(host, id)
    expect(batches).toMatchObject([
      { status: 'queued', attempts: 0, claims: 0 },
      { status: 'queued', attempts: 0, claims: 0 },
    ])

    server.answer()
    worker = host.work()
    const { run, drills } = await runEnded(host, id)
    expect(run).toMatchObject({ status: 'completed', progress: { generated: 10 } })
    expect(drills).toHaveLength(10)
    expect(server.open()).toBe(0)
  },
)

test('pausing a run lets its requests end, keeps what they bring, and makes no others', async () => {
  const held: (() => void)[] = []
  server.answer((call, response) => {
    held.push(() => complete(call, response))
  })
  const { id } = await requestRun(host, { targetDrillCount: 25 })
  worker = host.work({ concurrency: 1 })
  await underWay(1)
  await control(host, id, 'pause')
  for (const release of held) release()
  await waitFor('the drills', async () => (await readRun(host, id)).run.progress.generated === 5)
  const { run, logs, drills } = await readRun(host, id)
  expect(run.status).toBe('paused')
  expect(drills).toHaveLength(5)
  expect(logs.map(({ outcome }) => outcome)).toEqual(['ok'])
  await worker.stop()
  expect(server.open()).toBe(0)
  expect(server.calls().slice(before)).toHaveLength(1)
  await control(host, id, 'cancel')
})
