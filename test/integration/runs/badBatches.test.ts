import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { answerTask } from '../../../demo/model/answerTask.js'
import type { Fault, OfflineRequest } from '../../../demo/model/startOfflineModel.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { control } from './helpers/control.js'
import { requestRun } from './helpers/requestRun.js'
import { runEnded } from './helpers/runEnded.js'

interface DrillAnswer {
  drills: { key: string; solution: string; choices: { correct: boolean }[] }[]
}

let host: TestPayload
let worker: ReturnType<TestPayload['work']>
let faults: (request: OfflineRequest, call: number) => Fault | undefined
let respond: (request: OfflineRequest, call: number) => unknown
let before = 0

const requests = () => host.model.requests().slice(before)
const keysOf = ({ message }: OfflineRequest) => (message as { items: { key: string }[] }).items.map(({ key }) => key)
/** What the model would say, with the drills of these keys changed. */
const spoiled = (request: OfflineRequest, keys: string[], spoil: (drill: DrillAnswer['drills'][number]) => object) => {
  const result = answerTask(request.message)
  if (!('answer' in result)) throw new Error('The model knows no such task.')
  const { drills } = result.answer as DrillAnswer
  return { drills: drills.map((drill) => (keys.includes(drill.key) ? { ...drill, ...spoil(drill) } : drill)) }
}

beforeAll(async () => {
  host = await startTestPayload({
    model: { faults: (request, call) => faults(request, call), respond: (request, call) => respond(request, call) },
    // What fails by itself must end while the test looks on; an outage would be waited for.
    options: { steps: { outageMs: 200 } },
  })
  await addPositions({ payload: host.payload, counts: { opening: 25 } })
  worker = host.work()
})
afterAll(async () => {
  await worker?.stop()
  await host?.stop()
})
beforeEach(() => {
  before = host.model.requests().length
  faults = () => undefined
  respond = () => undefined
})

test('one bad drill is asked again alone, with the precise reason, and its neighbours are kept', async () => {
  respond = (request) =>
    keysOf(request).length > 1 ? spoiled(request, ['d02'], () => ({ solution: 'Qxq9' })) : undefined
  const { id } = await requestRun(host)
  const { run, drills, logs, batches } = await runEnded(host, id)

  expect(run).toMatchObject({ status: 'completed', progress: { requested: 10, generated: 10, failed: 0 } })
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(requests()).toHaveLength(3)
  const [again] = requests().filter((request) => keysOf(request).length === 1)
  expect(again && keysOf(again)).toEqual(['d02'])
  const best = drills[1]?.solution
  expect(again?.message).toMatchObject({
    problems: [{ key: 'd02', problem: `solution is "Qxq9", it must be "${best}"` }],
  })
  // Asked again within one attempt of the step, and each call is in the ledger.
  expect(batches.map(({ attempts, claims }) => [attempts, claims])).toEqual([
    [1, 1],
    [1, 1],
  ])
  expect(logs.map(({ outcome }) => outcome).sort()).toEqual(['invalid', 'ok', 'ok'])
})

test('after three bad answers the run goes on, ends partial, and names the gap', async () => {
  respond = (request) => spoiled(request, ['d03'], ({ choices }) => ({ choices: choices.slice(1) }))
  const { id } = await requestRun(host)
  const { run, drills, batches, steps } = await runEnded(host, id)

  expect(run).toMatchObject({ status: 'partial', progress: { requested: 10, generated: 9, failed: 1 } })
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10])
  expect(run.gaps).toEqual([{ step: 1, key: 'd03', reason: expect.stringMatching(/choices/) }])
  expect(run.error).toMatch(/^1 of 10 is missing\. .*choices/)
  expect(batches).toMatchObject([
    { status: 'failed', attempts: 1, saved: 4, missing: 1, error: expect.stringMatching(/^d03: /) },
    { status: 'done', attempts: 1, saved: 5, missing: 0, error: null },
  ])
  expect(
    requests()
      .map((request) => keysOf(request).length)
      .sort(),
  ).toEqual([1, 1, 5, 5])
  expect(steps.filter(({ kind }) => kind === 'finish')).toHaveLength(1)
})

test('a retry makes only what is missing and the run is complete', async () => {
  respond = (request) => spoiled(request, ['d03'], () => ({ solution: 'Qxq9' }))
  const { id } = await requestRun(host)
  const first = await runEnded(host, id)
  expect(first.run.status).toBe('partial')

  respond = () => undefined
  before = host.model.requests().length
  await control(host, id, 'retry')
  const { run, drills } = await runEnded(host, id)

  expect(requests().map(keysOf)).toEqual([['d03']])
  expect(run).toMatchObject({ status: 'completed', error: null, gaps: [], progress: { generated: 10, failed: 0 } })
  expect(drills.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  const kept = drills.filter(({ order }) => order !== 3).map(({ id: drill }) => drill)
  expect(kept).toEqual(first.drills.map(({ id: drill }) => drill))
})

test('a batch that always fails does not touch the others', async () => {
  faults = (request) => (keysOf(request).includes('d01') ? { status: 500 } : undefined)
  const { id } = await requestRun(host)
  const { run, drills, logs, batches } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'partial', progress: { requested: 10, generated: 5, failed: 5 } })
  expect(run.gaps).toHaveLength(5)
  expect(drills.map(({ order }) => order)).toEqual([6, 7, 8, 9, 10])
  expect(batches.map(({ attempts }) => attempts)).toEqual([3, 1])
  expect(new Set(logs.map(({ outcome }) => outcome))).toEqual(new Set(['ok', 'unavailable']))
  expect(logs.filter(({ outcome }) => outcome === 'ok')).toHaveLength(1)
})

test('when everything fails the run fails, in plain words, without retries that cannot help', async () => {
  faults = () => ({ status: 401, message: 'Incorrect API key provided: sk-secret' })
  const { id } = await requestRun(host)
  const { run, drills, logs, batches } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'failed', progress: { requested: 10, generated: 0, failed: 10 } })
  expect(run.error).toMatch(
    /^10 of 10 are missing\. 127\.0\.0\.1:\d+ (refused our key|wants a key and was given none) \(401\): check its apiKey\.$/,
  )
  expect(drills).toEqual([])
  expect(batches.map(({ attempts }) => attempts)).toEqual([1, 1])
  expect(JSON.stringify({ run, logs, batches })).not.toContain('sk-secret')
})

test('429, 500, cut, slow, malformed and half answers on the way: the run completes, and the ledger tells all', async () => {
  const mix: (Fault | undefined)[] = [
    { status: 429, retryAfter: 1 },
    { status: 500 },
    'drop',
    'malformed',
    'truncated',
    { delayMs: 50 },
  ]
  faults = (_, call) => mix[call - before - 1]
  const { id } = await requestRun(host, { targetDrillCount: 25 })
  const { run, drills, logs } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { requested: 25, generated: 25, failed: 0 } })
  expect(new Set(drills.map(({ position }) => position)).size).toBe(25)
  expect(logs).toHaveLength(run.usage.calls)
  expect(logs.filter(({ outcome }) => outcome === 'ok')).toHaveLength(5)
  expect(logs).toHaveLength(10)
  for (const tokens of ['promptTokens', 'cachedTokens', 'completionTokens'] as const) {
    expect(run.usage[tokens]).toBe(logs.reduce((sum, log) => sum + (log[tokens] ?? 0), 0))
  }
  expect(run.usage.promptTokens).toBeGreaterThan(1000)
})

test('what a provider failed with is never told to the model as if it were its mistake', async () => {
  let calls = 0
  faults = (request) => (keysOf(request).includes('d01') && ++calls === 2 ? { status: 500 } : undefined)
  respond = (request) => (calls < 2 ? spoiled(request, ['d01'], () => ({ solution: 'Qxq9' })) : undefined)
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const { run } = await runEnded(host, id)
  expect(run.status).toBe('completed')
  const told = requests().map(({ message }) => (message as { problems?: unknown }).problems)
  const mistake = [{ key: 'd01', problem: expect.stringContaining('Qxq9') }]
  expect(told).toEqual([undefined, mistake, mistake])
})

test('a retry of one step does that one alone; the gaps of the others stay named', async () => {
  faults = () => ({ status: 400, message: 'no' })
  const { id } = await requestRun(host)
  const first = await runEnded(host, id)
  expect(first.run.gaps).toHaveLength(10)

  faults = () => undefined
  before = host.model.requests().length
  await control(host, id, 'retry', 2)
  const { run, batches, drills } = await runEnded(host, id)
  expect(requests().map(keysOf)).toEqual([['d06', 'd07', 'd08', 'd09', 'd10']])
  expect(batches.map(({ status }) => status)).toEqual(['failed', 'done'])
  expect(run).toMatchObject({ status: 'partial', progress: { generated: 5, failed: 5 } })
  expect((run.gaps as { step: number }[]).map(({ step }) => step)).toEqual([1, 1, 1, 1, 1])
  expect(drills.map(({ order }) => order)).toEqual([6, 7, 8, 9, 10])

  // Done, never there: neither can be retried, and nothing is changed by trying.
  for (const [step, message] of [
    [2, 'Nothing in this run can be retried: its step 2 is not one that failed or was cancelled.'],
    [99, 'This run has no step 99.'],
  ] as const) {
    await expect(control(host, id, 'retry', step)).rejects.toMatchObject({ status: 409, message })
  }
  expect((await runEnded(host, id)).run.status).toBe('partial')
  await control(host, id, 'retry')
  expect((await runEnded(host, id)).run).toMatchObject({ status: 'completed', gaps: [] })
})

test('what the budget of a request left no call to mend is asked for by the next try of its step', async () => {
  const asked: OfflineRequest[] = []
  const small = await startTestPayload({
    model: {
      respond: (request) => {
        asked.push(request)
        return keysOf(request).length > 1 ? spoiled(request, ['d02'], () => ({ solution: 'Qxq9' })) : undefined
      },
    },
    options: { model: { maxCalls: 1 } },
  })
  await addPositions({ payload: small.payload, counts: { opening: 5 } })
  const work = small.work()
  try {
    const { id } = await requestRun(small, { targetDrillCount: 5 })
    const { run, batches, logs } = await runEnded(small, id)
    expect(run).toMatchObject({ status: 'completed', progress: { requested: 5, generated: 5, failed: 0 } })
    expect(asked.map(keysOf)).toEqual([['d01', 'd02', 'd03', 'd04', 'd05'], ['d02']])
    expect(batches.map(({ attempts, claims }) => [attempts, claims])).toEqual([[2, 2]])
    expect(logs.map(({ outcome }) => outcome).sort()).toEqual(['invalid', 'ok'])
  } finally {
    await work.stop()
    await small.stop()
  }
})
