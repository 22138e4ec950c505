import { expect, test } from 'vitest'
import { alertIn } from '../../../src/admin/alerts/alert.js'
import { dayName } from '../../../src/admin/shared/format.js'
import { addUp, byDay, firstDay, groupBy, marksFor, type UsageRow } from '../../../src/admin/usage/usageReport.js'
import { costOfSum, measured, measuredBriefly } from '../../../src/admin/usage/usageWords.js'
import { englishWords } from './englishWords.js'

const row = (of: UsageRow['of'], given: Partial<UsageRow> = {}): UsageRow => ({
  of,
  calls: 2,
  drafts: 5,
  promptTokens: 1000,
  cachedTokens: 400,
  completionTokens: 500,
  savedTokens: 3000,
  outcomes: { ok: 2 },
  cost: 0.25,
  ...given,
})

test('rows add up, and a model without a price makes the cost a part of it', () => {
  const sum = addUp([row({ day: '2026-11-27' }), row({ day: '2026-11-28' }, { outcomes: { ok: 1, timeout: 1 } })])
  expect(sum).toEqual({
    ...{ calls: 4, drafts: 10, promptTokens: 2000, cachedTokens: 800, completionTokens: 1000, savedTokens: 6000 },
    ...{ tokens: 3000, failedCalls: 1, cost: 0.5, isCostPartial: false },
  })
  const partly = addUp([row({ model: 'a' }), row({ model: 'b' }, { cost: null })])
  expect(costOfSum(englishWords, partly)).toBe('at least $0.250')
  expect(costOfSum(englishWords, addUp([row({ model: 'b' }, { cost: null })]))).toBe('unknown price')
  expect(costOfSum(englishWords, addUp([]))).toBe('nothing')
})

test('every day of the range has its place, in UTC, with or without use', () => {
  const rows = [row({ day: '2026-11-01', model: 'a' }), row({ day: '2026-11-01', model: 'b' })]
  const days = byDay({ from: '2026-10-31', to: '2026-11-02', rows })
  expect(days.map(({ name, sum }) => [name, sum.calls])).toEqual([
    ['2026-10-31', 0],
    ['2026-11-01', 4],
    ['2026-11-02', 0],
  ])
  expect(firstDay(7, new Date('2026-11-28T00:10:00Z'))).toBe('2026-11-22')
  expect(firstDay(1, new Date('2026-11-28T23:59:00Z'))).toBe('2026-11-28')
  expect(byDay({ from: 'x', to: '2026-11-02', rows })).toEqual([])
})

test('roles and models come with the most of what is shown first', () => {
  const rows = [
    row({ role: 'teacher', model: 'a' }, { calls: 9, cost: 0.1 }),
    row({ role: 'student', model: 'a' }),
    row({ role: 'student', model: 'b' }),
  ]
  const names = (measure: 'calls' | 'cost') => groupBy(rows, 'role', measure).map(({ name }) => name)
  expect(names('cost')).toEqual(['student', 'teacher'])
  expect(names('calls')).toEqual(['teacher', 'student'])
})

test.each([
  [0, [0, 1]],
  [4, [0, 1, 2, 3, 4]],
  [0.37, [0, 0.1, 0.2, 0.3, 0.4]],
  [97, [0, 25, 50, 75, 100]],
  [1_234_567, [0, 500_000, 1_000_000, 1_500_000]],
])('a scale for up to %d has few marks at round numbers, and room for all', (most, marks) => {
  expect(marksFor(most)).toEqual(marks)
})

test('amounts are in full where there is room, and short beside the chart', () => {
  expect(measured(englishWords, 'tokens', 1_234_567)).toBe('1,234,567')
  expect(measured(englishWords, 'cost', 1.5)).toBe('$1.50')
  expect(measuredBriefly(englishWords, 'tokens', 1_234_567)).toBe('1.23M')
  expect(measuredBriefly(englishWords, 'cost', 0.02)).toBe('$0.02')
  expect(dayName(englishWords, '2026-11-28')).toBe('Nov 28, 2026')
  expect(dayName(englishWords, '2026-11-28', true)).toBe('Nov 28')
})

test('only a row of the log that is an alert can be acknowledged', () => {
  expect(alertIn({ id: 7, type: 'alert', message: 'Out of credit.', acknowledgedAt: null })).toEqual({
    id: 7,
    message: 'Out of credit.',
    acknowledgedAt: undefined,
  })
  expect(alertIn({ id: 7, type: 'alert', acknowledgedAt: '2026-11-28' })?.acknowledgedAt).toBe('2026-11-28')
  for (const other of [undefined, { id: 7, type: 'attempt' }, { type: 'alert' }]) expect(alertIn(other)).toBeUndefined()
})
