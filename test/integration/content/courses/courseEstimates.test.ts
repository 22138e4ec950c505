import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Worker } from '../../../../src/index.js'
import { addPositions } from '../../helpers/addPositions.js'
import { runEnded } from '../../runs/helpers/runEnded.js'
import { type Courses, startCourses } from './startCourses.js'

let host: Courses
let worker: Worker
let kit: number
let begun: number

beforeAll(async () => {
  host = await startCourses()
  await addPositions({ payload: host.payload, counts: { opening: 30, endgame: 30 } })
  const text = 'Bread rises because yeast makes gas from sugar, and gluten holds it. '.repeat(12)
  const { body } = await host.as.editor.post('/kits', {
    title: 'Bread',
    language: 'en',
    sources: [{ title: 'How bread rises', text }],
  })
  kit = body.doc.id
  worker = host.work()
})
afterAll(async () => {
  await worker?.stop()
  await host?.stop()
})

/** The estimate, and what the run then took. */
const compared = async (input: object) => {
  const { body } = await host.as.editor.post('/generation-runs/estimate', { kind: 'course', input })
  expect(body.errors).toBeUndefined()
  const { run } = await runEnded(host, await host.request(input))
  expect(run.gaps ?? []).toEqual([])
  begun = run.target.value.id ?? run.target.value
  return { estimate: body.estimate, usage: run.usage }
}

const expectNear = (estimated: number, real: number) => {
  expect(estimated / real).toBeGreaterThan(0.75)
  expect(estimated / real).toBeLessThan(1.25)
}

const objectives = ['Can knead a dough', 'Can tell when it has risen']

describe('before anything was measured', () => {
  test.each([
    ['a course', { topic: 'Cheese', lessons: 6 }],
    ['one with objectives and a kit', { topic: 'Bread', objectives, lessons: 3 }],
    ['one with drills', { topic: 'Rooks', game: 'chess', lessons: 2, drillsPerLesson: 6 }],
    ['one of a lesson', { topic: 'Salt', lessons: 1, context: 'full' }],
    ['a launch kit', { topic: 'Sourdough at home', format: 'launchKit', lessons: 2 }],
  ])('the prompt tokens of %s are told within 25 %%', async (name, input) => {
    const { estimate, usage } = await compared(
      name.endsWith('kit') && 'objectives' in input ? { ...input, kit } : input,
    )
    expect(estimate.calls).toBe(usage.calls)
    expectNear(estimate.promptTokens, usage.promptTokens)
  })
})

test('all tokens of a course are told within 25 %, from what was measured', async () => {
  await compared({ topic: 'Pickles', lessons: 3 })
  const { estimate, usage } = await compared({ topic: 'Wool', lessons: 6 })
  expect(estimate.basis).toMatchObject({ completion: 'measured' })
  expect(estimate.calls).toBe(usage.calls)
  expectNear(estimate.promptTokens + estimate.completionTokens, usage.promptTokens + usage.completionTokens)
})

test('so are those of what a course lacks', async () => {
  await host.as.editor.patch(`/courses/${begun}?draft=true`, { lessons: [] })
  const { estimate, usage } = await compared({ course: begun, mode: 'fillMissing', lessons: 4 })
  expectNear(estimate.promptTokens + estimate.completionTokens, usage.promptTokens + usage.completionTokens)
  expect(estimate).toMatchObject({ requested: 4, facts: { lessons: 4, sections: 0, drills: 0 } })
})
