import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { salvageAnswer } from '../../../../src/model/answer/parse.js'

describe('what is whole is kept of an answer that was cut off', () => {
  test.each<[string, string, unknown]>([
    [
      'items with keys, without the one it was cut in',
      '{"drills":[{"key":"a","n":1},{"key":"b","n":',
      { drills: [{ key: 'a', n: 1 }] },
    ],
    ['an item that was just whole', '{"drills":[{"key":"a"}', { drills: [{ key: 'a' }] }],
    ['items, cut between two', '{"drills":[{"key":"a"}, ', { drills: [{ key: 'a' }] }],
    [
      'items whose texts hold brackets and quotes',
      '{"drills":[{"key":"a","p":"x\\"]}"},{"key":"b","p":"[{',
      { drills: [{ key: 'a', p: 'x"]}' }] },
    ],
    ['no property that was cut in its text', '{"title":"x","body":"long te', { title: 'x' }],
    ['no property that was cut in an object', '{"title":"x","map":{"a":1,"b":', { title: 'x' }],
    ['no list without keys, which could pass for a whole one', '{"title":"x","hints":["a","b"', { title: 'x' }],
    ['no list of objects without keys', '{"title":"x","stages":[{"a":1},{"a":', { title: 'x' }],
    ['a list that was closed', '{"title":"x","hints":["a","b"],"bo', { title: 'x', hints: ['a', 'b'] }],
    ['a number only when something follows it', '{"a":1,"b":12', { a: 1 }],
    ['all of it when only what comes after was cut', '{"a":1}\n\nI hope', { a: 1 }],
    ['what follows a code fence', '```json\n{"drills":[{"key":"a"},{"ke', { drills: [{ key: 'a' }] }],
    ['nearly JSON too', "{drills:[{key:'a'},{key:'b", { drills: [{ key: 'a' }] }],
    ['properties beside items', '{"n":1,"drills":[{"key":"a"},{', { n: 1, drills: [{ key: 'a' }] }],
  ])('%s', (_, text, expected) => {
    expect(salvageAnswer(text)).toEqual(expected)
  })
})

describe('nothing is kept of', () => {
  test.each([
    ['nothing', ''],
    ['prose', 'Here are the'],
    ['an item that was cut', '{"drills":[{"key":"a"'],
    ['an only property', '{"body":"long te'],
    ['an opening bracket', '{'],
    ['100,000 opening brackets', '{"a":['.repeat(50_000)],
  ])('%s', (_, text) => {
    expect(salvageAnswer(text)).toBeUndefined()
  })
})

test('wherever an answer is cut, every item kept is one that was written', () => {
  const item = fc.record({ key: fc.string(), text: fc.string(), list: fc.array(fc.string(), { maxLength: 3 }) })
  fc.assert(
    fc.property(fc.array(item, { maxLength: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), (drills, share) => {
      const text = JSON.stringify({ drills })
      const kept = salvageAnswer(text.slice(0, Math.floor(text.length * share))) as { drills: unknown } | undefined
      if (kept) expect(drills.slice(0, (kept.drills as unknown[]).length)).toEqual(kept.drills)
    }),
  )
})
