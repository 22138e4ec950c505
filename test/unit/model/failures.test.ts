import { expect, test } from 'vitest'
import { describeDuration } from '../../../src/model/failures.js'

test.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [10_000, '10 seconds'],
  [90_000, '90 seconds'],
  [119_999, '120 seconds'],
  [120_000, '2 minutes'],
  [1_799_001, '30 minutes'],
  [7_200_000, '2 hours'],
])('%i milliseconds are told as %s', (ms, told) => {
  expect(describeDuration(ms)).toBe(told)
})
