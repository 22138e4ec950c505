import { expect, test } from 'vitest'
import { chess } from '../../../../src/games/chess.js'
import { judgeDrills } from '../../../../src/generators/drillSeries/check.js'
import type { Drill } from '../../../../src/generators/drillSeries/drill.js'
import { batch, drillOf, item } from './drillOf.js'

const second = { ...item, key: 'd02' }
const check = (...drills: unknown[]) => {
  const { good, problems } = judgeDrills({ answer: { drills }, items: [item, second], batch, game: chess })
  return { good: [...good.values()] as Drill[], problems }
}
const problemWith = (drill: unknown) => check(drill, drillOf({ key: 'd02' })).problems

test('drills are matched to items by key, in any order', () => {
  const { good, problems } = check(drillOf({ key: 'd02' }), drillOf())
  expect(problems).toEqual([])
  expect(good.map(({ key }) => key)).toEqual(['d01', 'd02'])
})

test('a bad drill does not cost the good one', () => {
  const { good, problems } = check(drillOf({ solution: 'e4' }), drillOf({ key: 'd02' }))
  expect(good.map(({ key }) => key)).toEqual(['d02'])
  expect(problems).toEqual([{ key: 'd01', problem: 'solution is "e4", it must be "Nf3"' }])
})

test('a drill whose position was not in the batch is left out', () => {
  const { good } = check(drillOf(), drillOf({ key: 'd02' }), drillOf({ key: 'd03' }))
  expect(good.map(({ key }) => key)).toEqual(['d01', 'd02'])
})

test.each([[undefined], [null], ['text'], [[]], [{ ...drillOf(), key: 1 }]])(
  'an entry without a key of the batch (%j) leaves its item open',
  (entry) => {
    expect(problemWith(entry)).toEqual([{ key: 'd01', problem: 'no drill with this key came back' }])
  },
)

test('the same key twice leaves the item open: nobody knows which was meant', () => {
  expect(check(drillOf(), drillOf(), drillOf({ key: 'd02' }))).toMatchObject({
    good: [{ key: 'd02' }],
    problems: [{ key: 'd01', problem: 'more than one drill came back with this key' }],
  })
})

test('fields nobody asked for are dropped', () => {
  const { good } = check({ ...drillOf(), status: 'published', _status: 'published' }, drillOf({ key: 'd02' }))
  expect(Object.keys(good[0] ?? {}).sort()).toEqual(Object.keys(drillOf()).sort())
})

test.each([
  ['a missing field', { prompt: undefined }, /^prompt: expected text, got nothing$/],
  ['an empty text', { explanation: '  ' }, /^explanation: at least 1 character, got 0$/],
  ['a text that is too long', { prompt: 'x'.repeat(2001) }, /^prompt: at most 2000 characters, got 2001$/],
  ['a NUL character', { prompt: 'a\u0000b' }, /^prompt: must not contain a NUL character$/],
  ['half a character', { explanation: 'a\ud800b' }, /^explanation: must not contain half a character$/],
  ['seven hints', { hints: Array(7).fill('hint') }, /^hints: at most 6 entries, got 7$/],
  ['a choice that is no object', { choices: ['e4'] }, /^choices\[0\]: expected an object, got text$/],
  [
    'a choice that is neither right nor wrong',
    { choices: [{ text: 'e4', correct: 'yes', rationale: 'r' }] },
    /^choices\[0\]\.correct: expected true or false, got text$/,
  ],
])('%s is named with its path', (_, changes, problem) => {
  expect(problemWith({ ...drillOf(), ...changes })).toEqual([{ key: 'd01', problem: expect.stringMatching(problem) }])
})

test('several things wrong with one drill are named together, three at most', () => {
  const bad = { ...drillOf(), prompt: 1, solution: 2, explanation: 3, hints: 4 }
  expect(problemWith(bad)).toEqual([
    {
      key: 'd01',
      problem: ['prompt', 'solution', 'explanation'].map((name) => `${name}: expected text, got a number`).join('; '),
    },
  ])
})

test('a key in capitals is known, and the drill has its own', () => {
  const { good } = check({ ...drillOf(), key: 'D01' }, drillOf({ key: 'd02' }))
  expect(good.map(({ key }) => key)).toEqual(['d01', 'd02'])
})

test('a hundred thousand drills with one key are one too many', () => {
  const { problems } = check(...Array(100_000).fill(drillOf()))
  expect(problems[0]?.problem).toBe('more than one drill came back with this key')
})

test('whole pairs of surrogates are ordinary characters', () => {
  expect(problemWith(drillOf({ explanation: 'Well done, Nf3 👍.' }))).toEqual([])
})
