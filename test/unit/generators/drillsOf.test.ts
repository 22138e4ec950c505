import { expect, test } from 'vitest'
import { drillsOf } from '../../../src/generators/drillSeries/drill.js'

test('the drills of an answer are found, good or bad', () => {
  expect(drillsOf({ drills: [{ key: 'd01' }, null], note: 'x' })).toEqual([{ key: 'd01' }, null])
})

test.each([[undefined], [null], [0], ['drills'], [[]], [{}], [{ drills: null }], [{ drills: { length: 3 } }]])(
  'there are none in %j',
  (answer) => {
    expect(drillsOf(answer)).toEqual([])
  },
)
