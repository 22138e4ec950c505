import { expect, test } from 'vitest'
import { languageFormat } from '../../../src/generators/lessons/formats.js'
import { planPrompt, simplePlanPrompt } from '../../../src/generators/plans/prompt.js'

const { plan: definition } = languageFormat
if (!definition) throw new Error('It is written from a plan.')
const request = { topic: 'At the market', objectives: [], language: 'en' }
const names = ['approach', 'scenarios', 'vocabulary', 'grammar']
const partsOf = (messages: ReturnType<typeof planPrompt>) => JSON.parse(messages.at(-1)?.content ?? '').parts

test('a plan is asked for with the numbers that its check insists on', () => {
  const asked = { format: 'Language lesson', definition, request, sources: {}, parts: names, problems: [] }
  const numbers = [
    { name: 'approach', minChars: 80, maxChars: 1500 },
    { name: 'scenarios', min: 1, max: 4 },
    { name: 'vocabulary', min: 20, max: 60 },
    { name: 'grammar', min: 2, max: 6 },
  ]
  for (const context of ['minimal', 'full'] as const)
    expect(partsOf(planPrompt({ ...asked, context }))).toMatchObject(numbers)
  expect(partsOf(simplePlanPrompt({ definition, request, parts: ['grammar'] }))).toMatchObject(numbers.slice(3))
})
