import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTokenFactor } from '../../../src/limits/measured.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { readModelNews } from '../../../src/runs/sql/modelChecks.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { watchModels } from '../../../src/runs/watchModels.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { drillsFor, type ModelCall } from './servers/startModelServer.js'

let host: TestPayload
let stop: () => void
const bodies: Record<string, unknown>[] = []
let lists = 0
let isDown = false
let usage: object | undefined

/** Lists its models, refuses to be told of an effort, and says at which tier it served. */
const startServer = async () => {
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => {
      text += part
    })
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      if (request.url?.endsWith('/models')) {
        lists += 1
        if (isDown) response.statusCode = 503
        return response.end(JSON.stringify({ data: [{ id: 'big-1', shutdown_date: '2026-01-01' }] }))
      }
      const body = JSON.parse(text)
      bodies.push(body)
      if ('reasoning_effort' in body) {
        response.statusCode = 400
        return response.end(JSON.stringify({ error: { message: 'Bad effort.', param: 'reasoning_effort' } }))
      }
      const message = JSON.parse(body.messages.at(-1).content) as ModelCall['message']
      const content = JSON.stringify(drillsFor({ message }))
      const choices = [{ finish_reason: 'stop', message: { content } }]
      response.end(JSON.stringify({ choices, usage, service_tier: body.service_tier }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stop = () => server.close()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

const price = { promptUsd: 1, cachedUsd: 0.1, cacheWriteUsd: 2, completionUsd: 10, flexFactor: 0.5 }

beforeAll(async () => {
  const baseURL = await startServer()
  host = await startTestPayload({
    options: {
      // Looked up by the tests themselves only.
      maintenance: { crons: { models: false } },
      model: {
        providers: [
          {
            name: 'Acme',
            apiKey: 'key-of-acme',
            baseURL,
            complex: 'big-1',
            simple: 'small-1',
            reasoningEffort: { complex: 'none' },
            serviceTier: 'flex',
            prices: { 'big-1': price },
          },
        ],
      },
    },
  })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
})
afterAll(async () => {
  await host?.stop()
  stop?.()
})

test('cache writes, tier and our own count stand in the ledger, the flex tier is billed by its price, and a refused parameter leaves a row', async () => {
  usage = {
    prompt_tokens: 1000,
    completion_tokens: 100,
    prompt_tokens_details: { cached_tokens: 200, cache_write_tokens: 300 },
  }
  const worker = host.work()
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const { run, logs } = await runEnded(host, id)
  await worker.stop()
  expect(run.status).toBe('completed')
  expect(bodies.map(({ reasoning_effort }) => reasoning_effort)).toEqual(['none', undefined])
  const cost = (0.5 * (500 * 1 + 200 * 0.1 + 300 * 2 + 100 * 10)) / 1_000_000
  expect(logs).toMatchObject([
    { outcome: 'rejected', message: expect.stringContaining('does not take reasoning_effort'), serviceTier: 'flex' },
    { outcome: 'ok', serviceTier: 'flex', cacheWriteTokens: 300, countedPromptTokens: expect.any(Number), cost },
  ])
  expect(run.cost).toBeCloseTo(cost, 10)
  expect(run.usage.byModel).toEqual({
    Acme: {
      'big-1': {
        flex: { promptTokens: 1000, cachedTokens: 200, cacheWriteTokens: 300, completionTokens: 100, untoldCalls: 0 },
      },
    },
  })
  const { docs } = await host.payload.find({ collection: 'generation-logs', where: { type: { equals: 'alert' } } })
  expect(docs.filter(({ message }) => message?.includes('reasoning_effort'))).toEqual([])
})

test('an answer whose tokens were not told is no answer for nothing', async () => {
  usage = undefined
  const worker = host.work()
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const { run, logs } = await runEnded(host, id)
  await worker.stop()
  expect(run).toMatchObject({ status: 'completed', cost: null })
  expect(run.usage.byModel).toMatchObject({ Acme: { 'big-1': { flex: { untoldCalls: 1 } } } })
  expect(logs).toMatchObject([{ outcome: 'ok', promptTokens: null, cost: null }])
})

test('what the provider counted of our prompts is learnt from what was used', async () => {
  const store = poolStore(host.payload, settingsOf(host.payload))
  const read = (model: string) => readTokenFactor(store, { provider: 'Acme', model })
  // Too few calls say nothing.
  expect(await read('big-1')).toBe(1)
  await store.db.execute(sql`update generation_usage set calls = calls + 5`)
  const { docs } = await host.payload.find({ collection: 'generation-usage', depth: 0 })
  const counted = docs.reduce((sum, { countedPromptTokens }) => sum + countedPromptTokens, 0)
  expect(docs.reduce((sum, { toldPromptTokens }) => sum + toldPromptTokens, 0)).toBe(1000)
  expect(await read('big-1')).toBeCloseTo(1000 / counted)
  expect(await read('other')).toBe(1)
})

test('a provider that cannot be asked for its models is asked again, and says nothing of them', async () => {
  isDown = true
  const settings = settingsOf(host.payload)
  for (const look of [1, 2]) {
    await watchModels(host.payload, settings)
    expect(lists).toBe(look)
  }
  expect(await readModelNews(poolStore(host.payload, settings))).toEqual([])
  isDown = false
  lists = 0
})

test('a provider’s models are looked up once a day, whoever sweeps, and what ends is an alert and stands in health', async () => {
  await Promise.all([1, 2, 3].map(() => watchModels(host.payload, settingsOf(host.payload))))
  await watchModels(host.payload, settingsOf(host.payload))
  expect(lists).toBe(1)
  const news = await readModelNews(poolStore(host.payload, settingsOf(host.payload)))
  expect(news).toEqual([
    { provider: 'Acme', model: 'big-1', problem: 'shutdown', shutdownDate: '2026-01-01' },
    { provider: 'Acme', model: 'small-1', problem: 'missing' },
  ])
  const { docs } = await host.payload.find({
    collection: 'generation-logs',
    where: { type: { equals: 'alert' } },
    sort: 'id',
  })
  expect(docs.map(({ provider, model, message }) => [provider, model, message])).toEqual([
    ['Acme', 'big-1', 'Acme shuts the model "big-1" down on 2026-01-01: set another one before.'],
    ['Acme', 'small-1', 'Acme does not list the model "small-1" any more: set another one.'],
  ])
  // A day later it does not answer: what was found still holds.
  const { db } = poolStore(host.payload, settingsOf(host.payload))
  await db.execute(sql`update generation_logs set created_at = now() - interval '25 hours' where facts ? 'modelNews'`)
  isDown = true
  await watchModels(host.payload, settingsOf(host.payload))
  expect(lists).toBe(2)
  expect(await readModelNews(poolStore(host.payload, settingsOf(host.payload)))).toEqual(news)
})
