import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import {
  complete,
  drillsFor,
  type ModelCall,
  type ModelServer,
  refuse,
  type usage,
} from './servers/startModelServer.js'
import { type ServedHost, startServedHost } from './servers/startServedHost.js'
import { streamPieces } from './servers/streamPieces.js'

let server: ModelServer
let host: ServedHost

beforeAll(async () => {
  host = await startServedHost({
    // Whether it streams is the server's choice.
    provider: { streams: true },
    model: { maxCalls: 30 },
  })
  server = host.server
})
afterAll(() => host?.stop())

type Usage = typeof usage
type Behave = (call: ModelCall, response: ServerResponse, usage: Usage) => void

const whole = (call: ModelCall): string => JSON.stringify(drillsFor(call))
const half = (call: ModelCall): string => whole(call).slice(0, whole(call).length / 2)
const json = { 'content-type': 'application/json' }

const good: Behave = (call, response, used) => complete(call, response, { usage: used })
/** Answers that end with their usage, and so are paid for. */
const paid: Record<string, Behave> = {
  streamed: (call, response, used) => streamPieces(response, [whole(call)], { usage: used }),
  'cut off': (call, response, used) =>
    complete(call, response, { content: half(call), finishReason: 'length', usage: used }),
  'not JSON': (call, response, used) => complete(call, response, { content: 'I would rather not.', usage: used }),
  'not what was asked for': (call, response, used) =>
    complete(call, response, { content: '{"drills":[{"key":"d99"}]}', usage: used }),
  declined: (_, response, used) =>
    response
      .writeHead(200, json)
      .end(JSON.stringify({ choices: [{ message: { refusal: 'No.' }, finish_reason: 'stop' }], usage: used })),
}
const unpaid: Record<string, Behave> = {
  429: (_, response) => refuse(response, 429, undefined, { 'retry-after-ms': '20' }),
  500: (_, response) => refuse(response, 500),
  'no answer': (_, response) => response.destroy(),
  'half an answer': (call, response, used) => {
    const text = JSON.stringify({ choices: [{ message: { content: whole(call) } }], usage: used })
    response.writeHead(200, { ...json, 'content-length': Buffer.byteLength(text) })
    response.write(text.slice(0, -10), () => response.destroy())
  },
  'half a stream': (call, response) => {
    streamPieces(response, [half(call)], { isEnded: false })
    setImmediate(() => response.destroy())
  },
  'half of its JSON': (_, response) => response.writeHead(200, json).end('{"choices":'),
}

test('whatever goes wrong, the ledger and the run hold the tokens that the provider says it served', async () => {
  const faults = [...Object.values(unpaid), ...Object.values(paid)]
  const served: Usage[] = []
  const begun = new Set<number>()
  const batchOf = new Map<string, number>()
  let calls = 0
  server.answer((call, response) => {
    calls += 1
    // Numbers of its own for each call, so that none can stand for another.
    const used: Usage = {
      prompt_tokens: 1000 + calls,
      completion_tokens: 100 + calls ** 2,
      prompt_tokens_details: { cached_tokens: 10 * calls },
      completion_tokens_details: { reasoning_tokens: calls },
    }
    // Each fault hits another batch, once.
    const batch = Math.floor((Number(call.message.items[0]?.key.slice(1)) - 1) / 2)
    const behave = (begun.has(batch) ? undefined : faults[batch]) ?? good
    begun.add(batch)
    const requestId = `request-${call.number}`
    batchOf.set(requestId, batch)
    response.setHeader('x-request-id', requestId)
    if (!Object.values(unpaid).includes(behave)) response.once('finish', () => served.push(used))
    behave(call, response, used)
  })
  const { id } = await requestRun(host, { targetDrillCount: 25, batchSize: 2 })
  const { run, drills, logs, batches } = await runEnded(host, id)

  expect(run).toMatchObject({ status: 'completed', progress: { generated: 25, failed: 0 } })
  expect(drills).toHaveLength(25)
  // Each fault costs one call more; being streamed is none.
  expect(calls).toBe(13 + faults.length - 1)
  expect(logs).toHaveLength(calls)
  const sum = (read: (of: Usage) => number) => served.reduce((total, of) => total + read(of), 0)
  const expected = {
    promptTokens: sum((of) => of.prompt_tokens),
    cachedTokens: sum((of) => of.prompt_tokens_details.cached_tokens),
    completionTokens: sum((of) => of.completion_tokens),
    reasoningTokens: sum((of) => of.completion_tokens_details.reasoning_tokens),
  }
  expect(served).toHaveLength(calls - Object.keys(unpaid).length)
  expect(run.usage).toMatchObject({ calls, ...expected })
  for (const [name, total] of Object.entries(expected)) {
    const tokens = logs.map((log) => log[name as keyof typeof expected])
    expect(tokens.reduce<number>((a, b) => a + (b ?? 0), 0)).toBe(total)
  }
  // Each row tells whose it is, and how the provider calls it; without an answer it had no name.
  for (const log of logs) expect(log).toMatchObject({ type: 'attempt', run: id, provider: 'Acme', model: 'big-1' })
  const named = logs.filter(({ requestId }) => requestId !== null)
  expect(named).toHaveLength(calls - 1)
  expect(logs.find(({ requestId }) => requestId === null)).toMatchObject({ outcome: 'unavailable' })
  expect(new Map(named.map(({ requestId, step }) => [requestId, step]))).toEqual(
    new Map(named.map(({ requestId }) => [requestId, batches[batchOf.get(String(requestId)) ?? Number.NaN]?.id])),
  )
  expect(new Set(named.map(({ requestId }) => requestId)).size).toBe(calls - 1)
  // Unknown is not 0.
  const unknown = logs.filter(({ promptTokens }) => promptTokens === null)
  expect(unknown).toHaveLength(Object.keys(unpaid).length)
  expect(new Set(logs.map(({ outcome }) => outcome))).toEqual(
    new Set(['ok', 'rate-limited', 'unavailable', 'invalid', 'truncated', 'refused']),
  )
})

test('each call says what it was for, and what it saved against a call for each drill', async () => {
  const before = server.calls().length
  server.answer((call, response) => {
    const { drills } = drillsFor(call)
    // The first brings three of four.
    complete(call, response, {
      content: JSON.stringify({ drills: call.number === before + 1 ? drills.slice(1) : drills }),
    })
  })
  const { id } = await requestRun(host, { targetDrillCount: 4, batchSize: 4 })
  const { run, logs } = await runEnded(host, id)
  const [batch, one] = logs.toSorted((a, b) => b.items - a.items)
  expect(logs).toHaveLength(2)
  expect(batch).toMatchObject({ feature: 'drillSeries/drills', subject: 'Chess', items: 4, outcome: 'invalid' })
  expect(one).toMatchObject({ feature: 'drillSeries/drills', items: 1, savedTokens: null, outcome: 'ok' })
  // Three prompts of about the size of the one that asked for a single drill, less that of all four.
  const [forAll = 0, forOne = 0] = [batch?.countedPromptTokens, one?.countedPromptTokens]
  expect(batch?.savedTokens).toBeGreaterThan(2 * forOne - forAll)
  expect(batch?.savedTokens).toBeLessThan(4 * forOne - forAll)
  expect(run.usage.savedTokens).toBe(batch?.savedTokens)
})

test('of an answer that was cut off the whole drills are kept, and the rest is asked for with more room', async () => {
  const before = server.calls().length
  server.answer((call, response) => {
    const isFirst = call.number === before + 1
    const { drills } = drillsFor(call)
    const marked = drills.map((drill) => ({ ...drill, prompt: `From answer ${isFirst ? 1 : 2}. Find the best move.` }))
    const text = JSON.stringify({ drills: marked })
    // In the middle of the third drill.
    const cut = text.indexOf('"solution"', text.indexOf('"d03"'))
    if (isFirst) complete(call, response, { content: text.slice(0, cut), finishReason: 'length' })
    else complete(call, response, { content: text })
  })
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const { run, drills, logs, batches } = await runEnded(host, id)

  expect(run).toMatchObject({ status: 'completed', progress: { generated: 5, failed: 0 } })
  expect(logs.map(({ outcome }) => outcome)).toEqual(['truncated', 'ok'])
  expect(batches).toMatchObject([{ attempts: 1, claims: 1 }])
  const calls = server.calls().slice(before)
  expect(calls.map(({ message }) => message.items.map(({ key }) => key))).toEqual([
    ['d01', 'd02', 'd03', 'd04', 'd05'],
    ['d03', 'd04', 'd05'],
  ])
  const [first = 0, second = 0] = calls.map(({ body }) => body.max_completion_tokens)
  expect(second).toBe(2 * first)
  expect(drills.map(({ prompt }) => prompt?.slice(0, 13))).toEqual([
    'From answer 1',
    'From answer 1',
    'From answer 2',
    'From answer 2',
    'From answer 2',
  ])
  expect(run.usage).toMatchObject({ calls: 2, promptTokens: 2000, completionTokens: 400 })
})

test('drills of an answer that was cut off stay when no more comes', async () => {
  const before = server.calls().length
  server.answer((call, response) => {
    if (call.number > before + 1) return refuse(response, 400)
    const text = whole(call)
    complete(call, response, { content: text.slice(0, text.indexOf('"d04"')), finishReason: 'length' })
  })
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const { run, drills } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'partial', progress: { generated: 3, failed: 2 } })
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 3])
  expect(run.error).toBe('2 of 5 are missing. Acme rejected the request (400).')
})
