import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Worker } from '../../../src/index.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { runEnded } from '../runs/helpers/runEnded.js'

let api: Api
let worker: Worker

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 30, endgame: 30 } })
  worker = api.work()
})
afterAll(async () => {
  await worker?.stop()
  await api?.stop()
})

const estimateOf = async (kind: string, input: object) => {
  const { body } = await api.as.editor.post('/generation-runs/estimate', { kind, input })
  expect(body.errors).toBeUndefined()
  return body.estimate
}

/** The estimate, and what the run then took. */
const compared = async (kind: string, input: object) => {
  const estimate = await estimateOf(kind, input)
  const { body } = await api.as.editor.post('/generation-runs', { kind, input })
  expect(body.errors).toBeUndefined()
  const { run } = await runEnded(api, body.doc.id)
  expect(run.status).toBe('completed')
  return { estimate, usage: run.usage }
}

const expectNear = (estimated: number, real: number) => {
  expect(estimated / real).toBeGreaterThan(0.75)
  expect(estimated / real).toBeLessThan(1.25)
}

const language = { format: 'language', subject: 'Spanish' }
const seas = ['At sea', 'In the harbour', 'On the beach', 'On the island', 'In the storm']

describe('before anything was measured', () => {
  test.each([
    ['drills', 'drillSeries', { targetDrillCount: 21, seed: 3 }],
    ['lessons in one call', 'lessons', { topic: 'Tea', count: 5 }],
    ['lessons in a call each', 'lessons', { topic: 'Coffee', count: 4, batchSize: 1 }],
    ['lessons that show positions', 'lessons', { topic: 'Forks', count: 3, game: 'chess', batchSize: 2 }],
    ['a staged lesson', 'lessons', { ...language, topic: 'At the market' }],
    ['a staged lesson whose plan is there', 'lessons', { ...language, topic: 'At the market' }],
    ['several staged lessons', 'lessons', { ...language, topics: seas }],
  ])('the prompt tokens of %s are told within 25 %%', async (name, kind, input) => {
    const { estimate, usage } = await compared(kind, input)
    expectNear(estimate.promptTokens, usage.promptTokens)
    if (!name.startsWith('several')) expect(estimate.calls).toBe(usage.calls)
    expect(estimate.basis).toMatchObject({ days: 30, factor: 1 })
  })

  test('an estimate tells how many plans are there already', async () => {
    const topics = ['At the market', ...seas, 'In the tower']
    expect(await estimateOf('lessons', { ...language, topics })).toMatchObject({
      plans: { needed: 7, found: 6 },
      calls: 1 + 7 * 4,
    })
    expect(await estimateOf('lessons', { ...language, topics, reusePlan: false })).toMatchObject({
      plans: { needed: 7, found: 0 },
    })
    expect(await estimateOf('lessons', { topic: 'Tea' })).not.toHaveProperty('plans')
  })
})

describe('after some runs', () => {
  test.each([
    ['drills', 'drillSeries', { targetDrillCount: 18, seed: 4 }],
    ['lessons in one call', 'lessons', { topic: 'Milk', count: 5 }],
    ['a lesson', 'lessons', { topic: 'Juice' }],
    ['a staged lesson', 'lessons', { ...language, topic: 'At the airport' }],
    ['a staged lesson whose plan is there', 'lessons', { ...language, topic: 'At the airport' }],
  ])('all tokens of %s are told within 25 %%, from what was measured', async (_, kind, input) => {
    const { estimate, usage } = await compared(kind, input)
    expect(estimate.basis).toMatchObject({ completion: 'measured', since: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
    expect(estimate.basis.calls).toBeGreaterThanOrEqual(5)
    expectNear(estimate.promptTokens + estimate.completionTokens, usage.promptTokens + usage.completionTokens)
  })
})

test('what runs took stands in usage, by the sections that estimates look up', async () => {
  const { body } = await api.as.editor.get('/generation/usage?by=user,role,kind,section')
  const sections = body.rows.map(({ of, calls, outcomes }: { of: object; calls: number; outcomes: { ok: number } }) => {
    expect(calls).toBeGreaterThanOrEqual(outcomes.ok)
    return of
  })
  const of = { user: String(api.as.editor.id), role: 'editor', kind: 'lessons' }
  expect(sections).toEqual([
    { ...of, kind: 'drillSeries', section: 'drills' },
    ...['language/comprehension', 'language/content', 'language/interaction', 'language/production'].map((section) => ({
      ...of,
      section,
    })),
    { ...of, section: 'plans/language' },
    { ...of, section: 'standard' },
  ])
})

test('what documents take that are written anew is told within 25 %, prompts at first, and all of it once it was measured', async () => {
  // One of each run: what another lesson of its run asks is not to be asked again, and the built-in model can ask nothing else.
  const topics = ['Soup', 'Bread', 'Salt', 'Rice', 'Plums', 'Pears']
  for (const topic of topics) await compared('lessons', { topic })
  await compared('lessons', { topic: 'Pins', game: 'chess' })
  const where = { format: { equals: 'standard' }, topic: { in: [...topics, 'Pins'] } }
  const { docs } = await api.payload.find({ collection: 'lessons', where, limit: 7, depth: 0, draft: true })
  expect(docs).toHaveLength(7)
  const targets = docs.map(({ id }) => ({ relationTo: 'lessons', value: id }))
  const first = await compared('regenerate', { targets: targets.slice(0, 5) })
  expect(first.estimate.basis.completion).toBe('assumed')
  expectNear(first.estimate.promptTokens, first.usage.promptTokens)
  const { estimate, usage } = await compared('regenerate', { targets: targets.slice(5) })
  expect(estimate.basis.completion).toBe('measured')
  expectNear(estimate.promptTokens + estimate.completionTokens, usage.promptTokens + usage.completionTokens)
})
