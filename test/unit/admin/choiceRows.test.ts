import { expect, test } from 'vitest'
import { letterOf, rowAt, sameInOtherRows } from '../../../src/admin/drafts/choiceRows.js'

const paths = [
  'prompt',
  'choices',
  'choices.0.text',
  'choices.0.correct',
  'choices.1.correct',
  'choices.10.correct',
  'content.0.items.1.choices.0.correct',
  'content.0.items.1.choices.1.correct',
  'content.0.items.2.choices.0.correct',
]

test('marking one choice as right unmarks those of its own list only', () => {
  expect(sameInOtherRows('choices.1.correct', paths)).toEqual(['choices.0.correct', 'choices.10.correct'])
  expect(sameInOtherRows('content.0.items.1.choices.0.correct', paths)).toEqual(['content.0.items.1.choices.1.correct'])
  expect(sameInOtherRows('prompt', paths)).toEqual([])
})

test('a row is known by its list and its place in it', () => {
  expect(rowAt('choices.10.correct')).toEqual({ list: 'choices', row: 10 })
  expect(rowAt('content.0.items.1.choices.3.correct')).toEqual({ list: 'content.0.items.1.choices', row: 3 })
  expect(rowAt('prompt')).toBeUndefined()
})

test('choices are called by letters, and by numbers where those end', () => {
  expect([0, 25, 26].map(letterOf)).toEqual(['A', 'Z', '27'])
})
