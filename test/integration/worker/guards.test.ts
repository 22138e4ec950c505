import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { InvalidOption, type ReadinessServer, serveReadiness, type Worker } from '../../../src/index.js'
import { workUntil } from '../../../src/jobs/workUntil.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { Gate } from '../runs/helpers/Gate.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'

const answers = new Gate()
let host: TestPayload
let worker: Worker
let servers: ReadinessServer[] = []

beforeAll(async () => {
  host = await startTestPayload({ model: { respond: () => answers.pass() } })
  await addPositions({ payload: host.payload, counts: { opening: 12 } })
})
afterAll(() => host?.stop())
beforeEach(() => {
  answers.close()
})
afterEach(async () => {
  answers.open()
  await worker?.stop()
  for (const server of servers) await server.close()
  servers = []
})

const blockEventLoop = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}
const readinessOf = async (watched: Pick<Worker, 'isReady'>) => {
  const server = await serveReadiness({ worker: watched, port: 0, host: '127.0.0.1' })
  servers.push(server)
  return (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`)
}

test('a worker whose process has too much memory ends what is under way, then itself, and says why', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const usedMb = process.memoryUsage.rss() / 1024 / 1024
  worker = host.work({ concurrency: 1, maxMemoryMb: usedMb + 150 })
  await waitFor('a call', () => answers.arrivals === 1)
  expect(worker.isReady()).toBe(true)
  const ballast = Buffer.alloc(400 * 1024 * 1024, 1)
  await waitFor('the limit to be noticed', () => !worker.isReady())
  // Touched here, so that it is held until now.
  expect(ballast[0]).toBe(1)
  answers.open()
  expect(await worker.ended).toBe('memory')
  const { totalDocs } = await host.payload.count({ collection: 'drills', where: { 'provenance.run': { equals: id } } })
  expect(totalDocs).toBe(5)
  await host.payload.delete({ collection: 'generation-runs', id })
})

test.each([
  ['concurrency', 0, 'is 0; give a whole number from 1 to 100'],
  ['concurrency', 2.5, 'is 2.5; give a whole number from 1 to 100'],
  ['pollMs', 0, 'is 0; give a whole number from 10 to 3600000'],
  ['sweepMs', 0, 'is 0; give a whole number from 10 to 3600000'],
  ['sweepMs', Number.NaN, 'is NaN; give a whole number from 10 to 3600000'],
  ['graceMs', -1, 'is -1; give a whole number from 0 to 3600000'],
  ['maxEventLoopLagMs', 0, 'is 0; give a whole number from 1 to 3600000'],
  ['maxMemoryMb', 0, 'is 0; give a number of megabytes'],
  ['maxMemoryMb', Number.NaN, 'is NaN; give a number of megabytes'],
  ['graceMS', 100, 'is unknown; use payload, concurrency, pollMs, sweepMs, graceMs'],
])('a worker with %s %d is refused: %s', (option, given, problem) => {
  const start = () => host.work({ [option]: given })
  expect(start).toThrow(InvalidOption)
  expect(start).toThrow(`option \`${option}\` ${problem}`)
})

test('a worker takes no work while its event loop is blocked again and again, and does afterwards', async () => {
  worker = host.work({ maxEventLoopLagMs: 300 })
  expect(worker.isReady()).toBe(true)
  await waitFor('the lag to be noticed', () => {
    blockEventLoop(400)
    return !worker.isReady()
  })
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  answers.open()
  await waitFor('readiness', () => worker.isReady())
  expect((await runEnded(host, id)).run.status).toBe('completed')
})

test('readiness is 200 while the worker takes work, 503 while it drains, and nothing else is there', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  worker = host.work({ concurrency: 1 })
  const get = await readinessOf(worker)
  const ready = await get('/ready')
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }])
  expect((await get('/')).status).toBe(404)
  expect((await get('/ready/x')).status).toBe(404)

  await waitFor('a call', () => answers.arrivals === 1)
  const stopped = worker.stop()
  const draining = await waitFor('the drain', async () => {
    const response = await get('/ready')
    return response.status === 503 && response
  })
  expect(await draining.json()).toEqual({ status: 'unavailable' })
  answers.open()
  await stopped
  expect(await worker.ended).toBe('stopped')
  worker = host.work()
  expect((await runEnded(host, id)).run.status).toBe('completed')
})

test('a port that is taken is said at once', async () => {
  await readinessOf({ isReady: () => true })
  const [{ port } = { port: 0 }] = servers
  await expect(serveReadiness({ worker: { isReady: () => true }, port, host: '127.0.0.1' })).rejects.toThrow(
    /EADDRINUSE/,
  )
})

test('a worker whose readiness port is taken takes no step: it has not even looked for one', async () => {
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const taken = await serveReadiness({ worker: { isReady: () => true }, port: 0 })
  servers.push(taken)
  const looks = vi.spyOn(poolOf(host.payload), 'execute')
  const started = vi.fn()
  const asked = new Promise<void>(() => undefined)
  const work = workUntil({ payload: host.payload, options: {}, readyPort: taken.port, asked, onStart: started })
  await expect(work).rejects.toThrow(/EADDRINUSE/)
  expect(started).not.toHaveBeenCalled()
  expect(looks).not.toHaveBeenCalled()
  looks.mockRestore()
  const { docs } = await host.payload.find({ collection: 'generation-steps', where: { run: { equals: id } } })
  expect(docs).toMatchObject([{ kind: 'plan', status: 'queued', claims: 0 }])
  answers.open()
  worker = host.work()
  expect((await runEnded(host, id)).run.status).toBe('completed')
})

test('a command that is asked to stop gives its readiness port back', async () => {
  const stop = new AbortController()
  const asked = once(stop.signal, 'abort')
  let ended: Promise<void> | undefined
  const port = await new Promise((onStart) => {
    ended = workUntil({ payload: host.payload, options: {}, readyPort: 0, asked, onStart })
  })
  const ready = `http://127.0.0.1:${port}/ready`
  expect((await fetch(ready)).status).toBe(200)
  stop.abort()
  await ended
  await expect(fetch(ready)).rejects.toThrow()
})
