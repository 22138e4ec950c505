import { expect, test } from 'vitest'
import { prose } from '../../../../src/generators/content/prose.js'
import { questions } from '../../../../src/generators/content/questions.js'
import { storedParts } from '../../../../src/generators/lessons/storedParts.js'

const parts = { text: prose(), quiz: questions() }
const texts = ['one', 'two', 'three', 'four']
const quiz = Array.from({ length: 12 }, (_, index) => ({
  sort: 'single' as const,
  stem: `Question ${index}?`,
  choices: texts.map((text, at) => ({ text, correct: at === 0, why: 'So it is.' })),
  explanation: 'It is one.',
}))

const placesOf = (seed: string): number[] => {
  const [block] = storedParts({ parts, written: { quiz }, facts: {}, seed })
  if (block?.blockType !== 'questions') throw new Error('There are no questions.')
  return block.items.map(({ choices }) => choices.findIndex(({ correct }) => correct))
}

test('the place of the right choice depends on the seed alone, and is another one from question to question', () => {
  expect(placesOf('1:l01')).toEqual(placesOf('1:l01'))
  expect(placesOf('1:l01')).not.toEqual(placesOf('1:l02'))
  expect(new Set(placesOf('1:l01')).size).toBeGreaterThan(2)
})

test('parts that are missing are left out, and a text without citations stays as it is', () => {
  const written = { text: 'Leaves need air.' }
  const given = { parts, written, facts: {}, seed: '1:l01' }
  const citable = [{ key: 's1', title: 'Leaves' }]
  expect(storedParts({ ...given, citable })).toEqual(storedParts(given))
  expect(storedParts(given).map(({ part }) => part)).toEqual(['text'])
})
