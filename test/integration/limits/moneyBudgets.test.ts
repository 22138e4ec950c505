import { afterEach, expect, test } from 'vitest'
import { controlRun } from '../../../src/runs/controlRun.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { type StartTestPayload, startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { complete, type ModelServer, refuse, startModelServer } from '../model/servers/startModelServer.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { expectSettled, readSpending } from './spending.js'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const serve = async (): Promise<ModelServer> => {
  const server = await startModelServer()
  stops.push(server.stop)
  return server
}

const start = async (options: StartTestPayload['options']): Promise<TestPayload> => {
  const host = await startTestPayload({ options })
  stops.push(host.stop)
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  const worker = host.work({ concurrency: 1 })
  stops.push(worker.stop)
  return host
}

const paused = (host: TestPayload, id: number | string) =>
  waitFor(`run ${id} to pause`, async () => {
    const run = await host.payload.findByID({ collection: 'generation-runs', id, depth: 0 })
    return run.status === 'paused' && run
  })

const price = (factor: number) => ({ 'big-1': { promptUsd: factor, completionUsd: 2 * factor } })

test('a fallback that costs more is asked about again, and not called when the budget has no room for it', async () => {
  const [cheap, dear] = [await serve(), await serve()]
  const host = await start({
    model: {
      maxCalls: 8,
      retryDelayMs: 1,
      providers: [
        { name: 'Cheap', baseURL: cheap.baseURL, complex: 'big-1', prices: price(1) },
        { name: 'Dear', baseURL: dear.baseURL, complex: 'big-1', prices: price(1000) },
      ],
    },
  })
  cheap.answer((_, response) => refuse(response, 402, { message: 'You have no credit.' }))
  // A call to the first takes some thousandths of a dollar at most, one to the second some dollars.
  const { id } = await requestRun(host, { targetDrillCount: 2, batchSize: 2, maxCostUsd: 0.1 })
  const run = await paused(host, id)
  expect(run).toMatchObject({ pausedFor: 'budget', pausedBy: { scope: 'run', unit: 'costUsd', limit: 0.1, used: 0 } })
  expect(run.pausedBy.needed).toBeGreaterThan(0.1)
  expect(cheap.calls()).toHaveLength(1)
  expect(dear.calls()).toEqual([])

  cheap.answer()
  await host.payload.delete({ collection: 'generation-breakers', where: {} })
  await controlRun({ payload: host.payload, run: id, action: 'resume', maxCostUsd: run.pausedBy.needed })
  const ended = await runEnded(host, id)
  expect(ended.run).toMatchObject({ status: 'completed', maxCostUsd: run.pausedBy.needed })
  const { counters } = await readSpending(host)
  expect(counters).toMatchObject([{ key: `run:${id}`, reservedMicroUsd: 0, reservedTokens: 0 }])
  expect(counters[0]?.spentMicroUsd).toBe(Math.ceil(Number(((ended.run.cost ?? 0) * 1_000_000).toFixed(3))))
})

test('money is counted at the price of the tier that served, and of tokens that came from the cache', async () => {
  const server = await serve()
  const prices = { 'big-1': { promptUsd: 10, cachedUsd: 1, completionUsd: 20 } }
  const host = await start({
    budgets: { site: { day: { costUsd: 1000 } } },
    model: { providers: [{ name: 'Acme', baseURL: server.baseURL, complex: 'big-1', prices }] },
  })
  const { id } = await requestRun(host, { targetDrillCount: 2, batchSize: 2 })
  await runEnded(host, id)
  // 1000 prompt tokens of which 100 came from the cache, and 200 that were written.
  const microUsd = 900 * 10 + 100 * 1 + 200 * 20
  expect((await readSpending(host)).counters).toMatchObject([{ spentTokens: 1200, spentMicroUsd: microUsd }])
})

test('failed, repaired and timed-out calls count: what was told as told, what was not as the most it can have taken', async () => {
  const server = await serve()
  const host = await start({
    budgets: { site: { day: { tokens: 1_000_000_000, costUsd: 1000 } } },
    model: {
      maxCalls: 20,
      timeoutMs: 1500,
      retryDelayMs: 1,
      providers: [{ name: 'Acme', baseURL: server.baseURL, complex: 'big-1', prices: price(1) }],
    },
  })
  server.answer((call, response) => {
    // Never answered; refused before anything was written; not what was asked for; cut off; then well.
    if (call.number === 1) return
    if (call.number === 2) return refuse(response, 500)
    if (call.number === 3) return complete(call, response, { content: '{"drills":[]}' })
    if (call.number === 4) return complete(call, response, { content: '{"dri', finishReason: 'length' })
    complete(call, response)
  })
  const { id } = await requestRun(host, { targetDrillCount: 2, batchSize: 2 })
  const { logs, run } = await runEnded(host, id)
  expect(run.status).toBe('completed')
  expect(logs.map(({ outcome }) => outcome)).toEqual(['timeout', 'unavailable', 'invalid', 'truncated', 'ok'])
  const [timeout, unavailable] = logs
  expect(timeout?.untoldTokens).toBeGreaterThan(1000)
  expect(unavailable).toMatchObject({ untoldTokens: null, promptTokens: null })
  await expectSettled(host)
  const { counters, ledger } = await readSpending(host)
  // Nothing for the refused call.
  expect(ledger?.tokens).toBe(3 * 1200 + (timeout?.untoldTokens ?? 0))
  const told = 3 * (1000 + 2 * 200)
  expect(counters).toMatchObject([
    { spentTokens: ledger?.tokens, spentMicroUsd: told + (timeout?.untoldMicroUsd ?? 0) },
  ])
  const { docs } = await host.payload.find({ collection: 'generation-usage', depth: 0 })
  expect(docs).toMatchObject([
    {
      ...{
        userKey: 'system',
        role: 'system',
        kind: 'drillSeries',
        provider: 'Acme',
        model: 'big-1',
        serviceTier: 'normal',
      },
      ...{ calls: 5, drafts: 2, promptTokens: 3000, completionTokens: 600, untoldCalls: 1 },
      untoldTokens: timeout?.untoldTokens,
      outcomes: { ok: 1, invalid: 1, truncated: 1, timeout: 1, unavailable: 1, lost: 0 },
    },
  ])
  expect(logs).toMatchObject([
    { level: 'warn', errorClass: 'timeout', role: 'system' },
    { level: 'warn', errorClass: 'unavailable' },
    { level: 'warn', errorClass: 'invalid' },
    { level: 'warn', errorClass: 'truncated' },
    { level: 'info', errorClass: null },
  ])
})
