import { expect, test } from 'vitest'
import {
  budgetSentences,
  leastLimit,
  type PausedBy,
  raisedBy,
  readLimit,
  suggestedLimit,
} from '../../../../src/admin/limits/pausedBy.js'
import { englishWords } from '../englishWords.js'

const ofRun: PausedBy = {
  scope: 'run',
  window: 'run',
  unit: 'costUsd',
  limit: 0.5,
  used: 0.48,
  reserved: 0,
  needed: 0.05,
}
const ofRole: PausedBy = {
  scope: 'role',
  window: 'month',
  unit: 'tokens',
  limit: 5000,
  used: 4000,
  reserved: 800,
  needed: 0,
}
const now = new Date(2026, 10, 28, 14)
const say = (by: PausedBy, until?: Date) =>
  budgetSentences(englishWords, by, { until: until?.toISOString(), now }).join(' ').replaceAll('\u202f', ' ')

test('a run that is paused for budget says what ran out, how much of how much, and what has it go on', () => {
  expect(say(ofRun)).toBe(
    'Paused: the budget of this run is used up. $0.480 of $0.500 are used. The next call may take up to $0.050. ' +
      'It goes on when somebody raises the budget.',
  )
  expect(say(ofRole, new Date(2026, 11, 1, 1))).toBe(
    'Paused: the budget of your role this month is used up. 4,000 of 5,000 tokens are used. 800 tokens more are set ' +
      'aside for calls under way. It goes on by itself at Dec 1, 2026, 1:00 AM, or as soon as there is room.',
  )
})

test('a raised budget starts at twice what it was, and never below what the next call may take', () => {
  expect(suggestedLimit(ofRun)).toBe(1)
  expect(suggestedLimit({ ...ofRun, limit: 0.01, used: 0.01, needed: 0.3456 })).toBe(0.36)
  expect(suggestedLimit({ ...ofRole, scope: 'run' })).toBe(10_000)
  expect(suggestedLimit({ ...ofRole, limit: 0, used: 0, reserved: 0 })).toBe(1)
  expect(suggestedLimit({ ...ofRole, limit: 0, used: 0, needed: 700 })).toBe(1500)
  for (const by of [ofRun, ofRole]) expect(suggestedLimit(by)).toBeGreaterThanOrEqual(leastLimit(by))
})

test('only a limit that lets the next call be made is sent, under the name of its unit', () => {
  expect([raisedBy(ofRun), raisedBy(ofRole)]).toEqual(['maxCostUsd', 'maxTokens'])
  expect(readLimit(ofRun, ' 0,53 ')).toBe(0.53)
  for (const text of ['0.52', '', 'much', '-1', '1e3']) expect(readLimit(ofRun, text)).toBeUndefined()
  expect(readLimit({ ...ofRole, needed: 800 }, '4800')).toBe(4800)
  for (const text of ['4799', '5000.5', '1e9']) expect(readLimit({ ...ofRole, needed: 800 }, text)).toBeUndefined()
})
