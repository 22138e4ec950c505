import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

let api: Api

beforeAll(async () => {
  api = await startApi({
    options: {
      model: {
        providers: [
          {
            ...{
              name: 'Acme',
              baseURL: 'http://127.0.0.1:9/v1',
              complex: 'big',
              simple: 'small',
              serviceTier: 'asked',
            },
            prices: { big: { promptUsd: 1, completionUsd: 2, flexFactor: 0.5 } },
          },
        ],
      },
    },
  })
  await addPositions({ payload: api.payload, counts: { opening: 20 } })
})
afterAll(() => api?.stop())
beforeEach(() => api.payload.delete({ collection: 'generation-usage', where: { id: { exists: true } } }))

const today = () => new Date(Date.now()).toISOString().slice(0, 10)
let keys = 0

const add = (row: Record<string, unknown>) => {
  keys += 1
  const of = { day: today(), userKey: '5', role: 'editor', kind: 'drillSeries', section: 'drills' }
  return api.payload.create({
    collection: 'generation-usage',
    data: { key: `${keys}`, ...of, provider: 'Acme', model: 'big', ...row } as never,
  })
}

/** Ten calls for five drills each, as many good ones. */
const ten = {
  ...{ calls: 10, outcomes: { ok: 10 }, countedPromptTokens: 10_000, toldPromptTokens: 10_000 },
  ...{ toldItems: 50, toldCompletionTokens: 20_000, ms: 40_000 },
}

const estimate = async (input: object = {}) => {
  const { body } = await api.as.student.post('/generation-runs/estimate', {
    kind: 'drillSeries',
    input: { targetDrillCount: 10, phases: ['opening'], seed: 1, ...input },
  })
  return body.estimate
}

test('where nothing was measured an estimate says that it assumes', async () => {
  const { completionTokens, cost, basis } = await estimate()
  expect(completionTokens).toBe(3300)
  expect(cost.high).toBeCloseTo(2 * cost.low)
  expect(basis).toEqual({ completion: 'assumed', calls: 0, days: 30, factor: 1 })
})

test('answers are as long, calls as slow and as often repeated as they were', async () => {
  await add({ ...ten, calls: 15 })
  const { completionTokens, promptTokens, cost, seconds, basis } = await estimate()
  expect(completionTokens).toBe(4000)
  expect(cost.low).toBeCloseTo((promptTokens + 2 * 4000) / 1_000_000)
  expect(cost.high).toBeCloseTo(1.5 * cost.low)
  // Two calls at once, of 40 s ÷ 15.
  expect(seconds).toBe(3)
  expect(basis).toEqual({ completion: 'measured', calls: 10, days: 30, since: today(), factor: 1 })
})

test.each([
  ['four calls', { ...ten, outcomes: { ok: 4 } }],
  ['calls of another kind', { ...ten, kind: 'lessons' }],
  ['calls of another model', { ...ten, model: 'other' }],
  ['calls of another provider', { ...ten, provider: 'Other' }],
  ['calls of 30 days ago', { ...ten, day: new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10) }],
])('%s say nothing of how long answers are', async (_, row) => {
  await add(row)
  expect((await estimate()).basis).toMatchObject({ completion: 'assumed', calls: 0 })
})

test('what a provider counts of prompts is learnt, by section, else by what its model counted of others', async () => {
  const { promptTokens } = await estimate()
  await add({ ...ten, section: 'others', kind: 'lessons', toldPromptTokens: 12_000 })
  const ofModel = await estimate()
  expect(ofModel.basis.factor).toBe(1.2)
  expect(ofModel.promptTokens / promptTokens).toBeCloseTo(1.2, 2)
  await add({ ...ten, toldPromptTokens: 15_000 })
  expect((await estimate()).basis.factor).toBe(1.5)
})

test('a run that can wait is reckoned at the price of the flex tier', async () => {
  const [normal, flex] = [await estimate(), await estimate({ urgency: 'flex' })]
  expect(flex.cost.low).toBeCloseTo(normal.cost.low / 2)
})
