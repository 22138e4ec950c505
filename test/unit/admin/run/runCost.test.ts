import { expect, test } from 'vitest'
import { runCost } from '../../../../src/admin/run/runState.js'
import { englishWords } from '../englishWords.js'

const told = { byModel: { First: { big: { untoldCalls: 0 } } } }
const cutOff = { byModel: { First: { big: { untoldCalls: 0 }, small: { untoldCalls: 2 } } } }

test('a run whose every call was told costs what it costs', () => {
  expect(runCost(englishWords, { cost: 0.0124, usage: told })).toBe('cost $0.012')
  expect(runCost(englishWords, { cost: 0, usage: { byModel: {} } })).toBe('cost nothing')
})

test('calls that never said what they took make the cost the least it can be', () => {
  expect(runCost(englishWords, { cost: 0.0124, usage: cutOff })).toBe('cost at least $0.012')
})

test('a cost that is not known blames nobody for it', () => {
  expect(runCost(englishWords, { cost: null, usage: told })).toBe('cost not known')
  // Nothing that is known to be billed says nothing about the bill.
  expect(runCost(englishWords, { cost: 0, usage: cutOff })).toBe('cost not known')
})
