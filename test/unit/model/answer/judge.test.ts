import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { judgeBySchema, judgeItems, judgeProperties } from '../../../../src/model/answer/judge.js'

const card = z.object({ key: z.string(), hints: z.array(z.string()).max(6) })
const a = { key: 'd01', hints: ['Look.'] }
const b = { key: 'd02', hints: [] }
const judge = (answer: unknown, keys = ['d01', 'd02']) =>
  judgeItems({ answer, keys, noun: 'card', judgeItem: (entry) => judgeBySchema(card, entry) })

describe('the items of a batch are found', () => {
  test.each<[string, unknown]>([
    ['in the list of an object', { cards: [a, b] }],
    ['in a list under another name', { exercises: [a, b] }],
    ['beside other lists', { tags: ['x'], cards: [a, b], notes: [] }],
    ['in a bare list', [a, b]],
    ['in a list in a list', { cards: [[a, b]] }],
    ['in lists of one each', [{ cards: [a] }, { cards: [b] }]],
    ['in a list that was written as text', { cards: JSON.stringify([a, b]) }],
    ['in an object that was written as text', JSON.stringify({ cards: [a, b] })],
    ['in a wrapping object', { response: { cards: [a, b] } }],
    [
      'under keys in capitals',
      {
        cards: [
          { ...a, key: 'D01' },
          { ...b, key: ' D02 ' },
        ],
      },
    ],
  ])('%s', (_, answer) => {
    expect(judge(answer)).toEqual({
      good: new Map<string, unknown>([
        ['d01', a],
        ['d02', b],
      ]),
      problems: [],
    })
  })

  test.each([[undefined], [null], [0], ['cards'], ['[1'], [[]], [{}], [{ cards: null }], [{ cards: { length: 3 } }]])(
    'nowhere in %j',
    (answer) => {
      expect(judge(answer, ['d01'])).toEqual({
        good: new Map(),
        problems: [{ key: 'd01', problem: 'no card with this key came back' }],
      })
    },
  )

  test('not deeper than an answer can be wrapped', () => {
    expect(judge({ a: { b: { c: { d: { cards: [a] } } } } }, ['d01']).good.size).toBe(0)
  })
})

test('where two keys differ in their capitals alone, each is taken for itself', () => {
  const { good } = judge(
    [
      { ...a, key: 'D' },
      { ...b, key: 'd' },
    ],
    ['d', 'D'],
  )
  expect(good).toEqual(
    new Map<string, unknown>([
      ['d', { ...b, key: 'd' }],
      ['D', { ...a, key: 'D' }],
    ]),
  )
})

test('of a text where a list is wanted nothing is said but that', () => {
  const { problems } = judge({ cards: [{ key: 'd01', hints: 'Look at active moves.' }] }, ['d01'])
  expect(problems).toEqual([{ key: 'd01', problem: 'hints: expected a list, got text' }])
  expect(judgeProperties(card)({ hints: 'Look at active moves.' }, ['hints']).problems).toEqual([
    { key: 'hints', problem: 'hints: expected a list, got text' },
  ])
})
