import { expect, test } from 'vitest'
import { reasonOf } from '../../../src/runs/step/stepBroke.js'

test.each([
  ['as it is', new Error('The glossary plugin is out of order.'), 'The glossary plugin is out of order.'],
  ['without what no database takes', new Error('a\0b\ud800c'), 'ab\ufffdc'],
  ['by its name where it has no message', new TypeError(''), 'TypeError'],
  [
    'without the statement of a query',
    Object.assign(new Error('insert x', { cause: new Error('no room') }), { query: '', params: [] }),
    'no room',
  ],
])('an error is told %s', (_, error, reason) => {
  expect(reasonOf(error)).toBe(reason)
})

test('a long one is cut to 300 characters, never through the middle of one', () => {
  const reason = reasonOf(new Error('😀'.repeat(1000)))
  expect(reason.length).toBeLessThanOrEqual(300)
  expect(reason).toMatch(/^😀+…$/u)
})
