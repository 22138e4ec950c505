import { expect, test } from 'vitest'
import { judgeCalls } from '../../../src/alerts/watchCalls.js'

const thresholds = { maxTimeoutShare: 0.05, maxFallbackShare: 0.1, minPassShare: 0.95, minCalls: 20 }
const well = { calls: 100, timeouts: 0, fallbacks: 0, answers: 100, passes: 100 }
const causes = (counts: Partial<typeof well>) =>
  judgeCalls({ ...well, ...counts }, thresholds).map(({ cause }) => cause)

test.each([
  ['timeouts', { timeouts: 5 }, { timeouts: 6 }],
  ['fallbacks', { fallbacks: 10 }, { fallbacks: 11 }],
  ['validation', { passes: 95 }, { passes: 94 }],
])('%s are told beyond their threshold, not at it', (cause, atIt, beyond) => {
  expect(causes({})).toEqual([])
  expect(causes(atIt)).toEqual([])
  expect(causes(beyond)).toEqual([cause])
})

test('a few calls say nothing: of two, one is half', () => {
  const one = { timeouts: 1, fallbacks: 1 }
  expect(causes({ calls: 2, answers: 2, passes: 1, ...one })).toEqual([])
  expect(causes({ calls: 19, answers: 19, passes: 0, timeouts: 19, fallbacks: 19 })).toEqual([])
  expect(causes({ calls: 20, answers: 20, passes: 18, timeouts: 2, fallbacks: 3 })).toEqual([
    'timeouts',
    'fallbacks',
    'validation',
  ])
  // Few answers among many calls say nothing of answers.
  expect(causes({ calls: 100, answers: 19, passes: 0 })).toEqual([])
})

test('no call at all is no reason for an alert', () => {
  expect(causes({ calls: 0, answers: 0, passes: 0 })).toEqual([])
})

test('the message names the share as exactly as it must be to see why', () => {
  const [alert] = judgeCalls({ ...well, calls: 1000, timeouts: 51 }, thresholds)
  expect(alert?.message).toMatch(/^5\.1 % of 1000 calls of the last hour had no answer in time/)
})
