import { expect, test } from 'vitest'
import { newRequestKey } from '../../../src/admin/shared/api.js'
import {
  formatBytes,
  formatCost,
  formatCount,
  formatDuration,
  formatShare,
  formatTime,
} from '../../../src/admin/shared/format.js'
import { EXACT_COUNT_LIMIT } from '../../../src/library/count.js'
import { wordsOf } from '../../../src/words/words.js'
import { englishWords } from './englishWords.js'

test.each([
  [0, '0'],
  [9_999, '9,999'],
  [EXACT_COUNT_LIMIT, '10,000'],
  [EXACT_COUNT_LIMIT + 1, '10,000+'],
])('%i positions are shown as %s', (count, shown) => {
  expect(formatCount(englishWords, count)).toBe(shown)
})

test.each([
  [null, 'unknown price'],
  [0, 'nothing'],
  [0.0004, 'less than $0.001'],
  [0.0124, '$0.012'],
  [1.239, '$1.24'],
])('a cost of %s is shown as %s', (usd, shown) => {
  expect(formatCost(englishWords, usd)).toBe(shown)
})

test.each([
  ['en', '1,234%'],
  ['de', '1.234\u00a0%'],
  // Payload's name of Serbian, which is no language tag.
  ['rs-latin', '1.234%'],
])('a share is written as %s writes it', (language, shown) => {
  expect(formatShare(wordsOf({ language, translations: {} }), 12.34)).toBe(shown)
})

test.each([
  [-50, '0 s'],
  [59_999, '59 s'],
  [125_000, '2 min 5 s'],
  [3_780_000, '1 h 3 min'],
])('%i milliseconds are shown as %s', (ms, shown) => {
  expect(formatDuration(englishWords, ms)).toBe(shown)
})

test.each([
  [900, '900 bytes'],
  [1536, '1.5 kB'],
  [5 * 1024 * 1024, '5.0 MB'],
])('%i bytes are shown as %s', (bytes, shown) => {
  expect(formatBytes(englishWords, bytes)).toBe(shown)
})

test('a time is told with its day only when that is another', () => {
  const noon = new Date(2026, 10, 28, 12)
  expect(formatTime(englishWords, new Date(2026, 10, 28, 9, 5, 7).toISOString(), noon)).toMatch(/^9:05:07.AM$/u)
  expect(formatTime(englishWords, new Date(2026, 10, 27, 21).toISOString(), noon)).toMatch(
    /^Nov 27, 2026, 9:00:00.PM$/u,
  )
})

test('no two requests share a key', () => {
  const keys = new Set(Array.from({ length: 100 }, newRequestKey))
  expect(keys.size).toBe(100)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/)
})
