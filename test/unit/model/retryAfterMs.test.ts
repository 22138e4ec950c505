import { expect, test } from 'vitest'
import { retryAfterMs } from '../../../src/model/retryAfterMs.js'

const now = Date.parse('2026-01-01T00:00:00Z')
const read = (value: string) => retryAfterMs(new Headers({ 'retry-after': value }), now)

test.each([
  ['3', 3000],
  ['0', 0],
  ['0.5', 500],
  ['-3', 0],
  ['Thu, 01 Jan 2026 00:00:09 GMT', 9000],
  ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['soon', undefined],
])('%s', (value, expected) => {
  expect(read(value)).toBe(expected)
})

test('without the header there is nothing to wait for', () => {
  expect(retryAfterMs(undefined, now)).toBeUndefined()
  expect(retryAfterMs(new Headers(), now)).toBeUndefined()
})
