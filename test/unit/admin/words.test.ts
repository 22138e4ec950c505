import { expect, test } from 'vitest'
import { words } from '../../../src/admin/words.js'
import { drillKey } from '../../../src/generators/drillSeries/drillKey.js'
import { drillChecks } from '../../../src/generators/drillSeries/facts.js'

test('every check that a drill carries is said in words', () => {
  expect(Object.keys(words.checks)).toEqual([...drillChecks])
})

test('a gap names its drill by the place in the series, and a key of another kind as it is', () => {
  expect(words.run.gap(2, drillKey(7))).toBe('Batch 2, drill 7')
  expect(words.run.gap(12, drillKey(120))).toBe('Batch 12, drill 120')
  expect(words.run.gap(2, 'intro')).toBe('Batch 2, drill intro')
})
