import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { complete, type ModelServer, refuse, startModelServer, usage } from './servers/startModelServer.js'

const prices = {
  'big-1': { promptUsd: 2, cachedUsd: 0.5, completionUsd: 8 },
  'other-1': { promptUsd: 10, cachedUsd: 5, completionUsd: 30 },
}
/** US dollars for one answer of each, by hand. */
const costs = {
  'big-1': (900 * 2 + 100 * 0.5 + 200 * 8) / 1_000_000,
  'other-1': (900 * 10 + 100 * 5 + 200 * 30) / 1_000_000,
}

let first: ModelServer
let second: ModelServer
let third: ModelServer
let host: TestPayload
let worker: ReturnType<TestPayload['work']>

beforeAll(async () => {
  ;[first, second, third] = await Promise.all([startModelServer(), startModelServer(), startModelServer()])
  host = await startTestPayload({
    options: {
      model: {
        providers: [
          { name: 'First', baseURL: first.baseURL, complex: 'big-1', prices },
          { name: 'Second', baseURL: second.baseURL, complex: 'other-1', prices },
          { name: 'Unpriced', baseURL: third.baseURL, complex: 'free-1' },
        ],
        sections: { drills: { timeoutMs: 1500 } },
        maxCalls: 20,
      },
    },
  })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  worker = host.work()
})
afterAll(async () => {
  await worker?.stop()
  await host?.stop()
  await Promise.all([first, second, third].map((server) => server?.stop()))
})
beforeEach(async () => {
  for (const server of [first, second, third]) server.answer()
  // Breakers that the last test opened are tried again, and close.
  await waitFor('all breakers to close', async () => {
    const { totalDocs } = await host.payload.count({ collection: 'generation-breakers' })
    if (totalDocs > 0) await made({ targetDrillCount: 1 })
    return totalDocs === 0
  })
})

const made = async (input: Record<string, unknown>) => {
  const { id } = await requestRun(host, input)
  return runEnded(host, id)
}
type Made = Awaited<ReturnType<typeof made>>

/** The bill three times: by call, by model, and in all. */
const checkSums = ({ run, logs }: Made): void => {
  for (const tokens of ['promptTokens', 'cachedTokens', 'completionTokens'] as const) {
    const perCall = logs.reduce((sum, log) => sum + (log[tokens] ?? 0), 0)
    const byModel = run.usage.byModel as Record<string, Record<string, Record<string, number>>>
    const perModel = Object.values(byModel)
      .flatMap(Object.values)
      .map((of) => of[tokens] ?? 0)
    expect(perCall).toBe(run.usage[tokens])
    expect(perModel.reduce((a, b) => a + b, 0)).toBe(run.usage[tokens])
  }
  const reasoning = logs.reduce((sum, log) => sum + (log.reasoningTokens ?? 0), 0)
  expect(run.usage.reasoningTokens).toBe(reasoning)
  expect(run.usage.calls).toBe(logs.length)
}

const failures = {
  'answers 500': { outcome: 'unavailable', behave: (_: unknown, response) => refuse(response, 500) },
  hangs: { outcome: 'timeout', behave: () => undefined },
  'refuses our key': { outcome: 'unauthorized', behave: (_: unknown, response) => refuse(response, 401) },
  'cuts the connection': { outcome: 'unavailable', behave: (_: unknown, response) => response.destroy() },
  'declines to answer': {
    outcome: 'refused',
    behave: (_: unknown, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ choices: [{ message: { refusal: 'No.' }, finish_reason: 'stop' }], usage })),
  },
} satisfies Record<string, { outcome: string; behave: Parameters<ModelServer['answer']>[0] }>

test.each(Object.entries(failures))(
  'when the first provider %s, the second one makes the drills, and both stand in the ledger',
  async (_, { outcome, behave }) => {
    first.answer(behave)
    const { run, drills, logs, batches } = await made({ targetDrillCount: 5 })
    expect(run).toMatchObject({ status: 'completed', progress: { generated: 5, failed: 0 }, error: null })
    expect(drills.map(({ provenance }) => provenance)).toEqual(
      drills.map(() => expect.objectContaining({ provider: 'Second', model: 'other-1', offline: false })),
    )
    expect(drills).toHaveLength(5)
    expect(batches.map(({ attempts }) => attempts)).toEqual([1])
    const failed = logs.filter(({ provider }) => provider === 'First')
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.every((log) => log.model === 'big-1' && log.outcome === outcome && log.message)).toBe(true)
    expect(logs.filter(({ provider }) => provider !== 'First')).toMatchObject([
      { provider: 'Second', model: 'other-1', outcome: 'ok', promptTokens: 1000, cost: costs['other-1'] },
    ])
    checkSums({ run, logs, drills, batches, steps: [] })
    // What a provider declined was paid for as well.
    const declined = outcome === 'refused' ? failed.length * costs['big-1'] : 0
    expect(run.cost).toBeCloseTo(declined + costs['other-1'], 12)
  },
)

test('a run that two providers made is billed at the price of each', async () => {
  // The first answers one batch and fails in the others.
  first.answer((call, response) =>
    call.message.items.some(({ key }) => key === 'd01') ? complete(call, response) : refuse(response, 400),
  )
  const { run, drills, logs, ...others } = await made({ targetDrillCount: 15 })
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 15 } })
  expect(new Map(drills.map(({ order, provenance }) => [order, provenance?.provider]))).toEqual(
    new Map(Array.from({ length: 15 }, (_, index) => [index + 1, index < 5 ? 'First' : 'Second'])),
  )
  expect(run.usage.byModel).toEqual({
    First: {
      'big-1': { promptTokens: 1000, cachedTokens: 100, cacheWriteTokens: 0, completionTokens: 200, untoldCalls: 0 },
    },
    Second: {
      'other-1': { promptTokens: 2000, cachedTokens: 200, cacheWriteTokens: 0, completionTokens: 400, untoldCalls: 0 },
    },
  })
  checkSums({ run, logs, drills, ...others })
  expect(run.cost).toBeCloseTo(costs['big-1'] + 2 * costs['other-1'], 12)
})

test('a run has an unknown cost, not a small one, when a model that answered has no price', async () => {
  first.answer((call, response) =>
    call.message.items.some(({ key }) => key === 'd01') ? complete(call, response) : refuse(response, 400),
  )
  second.answer((_, response) => refuse(response, 400))
  const { run, logs, ...others } = await made({ targetDrillCount: 10 })
  expect(run).toMatchObject({ status: 'completed', cost: null })
  checkSums({ run, logs, ...others })
  expect(logs.filter(({ outcome }) => outcome === 'ok').map(({ provider, cost }) => [provider, cost])).toEqual(
    expect.arrayContaining([
      ['First', costs['big-1']],
      ['Unpriced', null],
    ]),
  )
})

test('what a model without a price failed at costs nothing that is unknown', async () => {
  first.answer((_, response) => refuse(response, 400))
  second.answer((_, response) => refuse(response, 400))
  third.answer((_, response) => refuse(response, 400))
  const { run, drills } = await made({ targetDrillCount: 5 })
  expect(run).toMatchObject({ status: 'failed', cost: 0, usage: { promptTokens: 0 } })
  expect(drills).toEqual([])
})

test('unless bodies are switched on, no prompt and no answer is kept', async () => {
  first.answer((_, response) => refuse(response, 400))
  const { logs } = await made({ targetDrillCount: 5 })
  expect(logs).toMatchObject([
    { outcome: 'rejected', requestBody: null, answerBody: null },
    { outcome: 'ok', requestBody: null, answerBody: null },
  ])
})

test('a provider that is not there at all is fallen back from, and named with its address', async () => {
  await first.stop()
  const { run, logs } = await made({ targetDrillCount: 5 })
  expect(run.status).toBe('completed')
  const [failed] = logs.filter(({ provider }) => provider === 'First')
  expect(failed).toMatchObject({ outcome: 'unavailable', promptTokens: null, cost: null })
  expect(failed?.message).toMatch(
    /^First could not be reached at 127\.0\.0\.1:\d+ \(ECONNREFUSED\): check its baseURL\.$/,
  )
})
