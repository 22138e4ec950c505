import { expect, test } from 'vitest'
import { costOf } from '../../../src/model/Provider.js'

const usage = { promptTokens: 1_000_000, cachedTokens: 400_000, completionTokens: 100_000, reasoningTokens: 40_000 }

test('cached tokens have their own price', () => {
  expect(costOf(usage, { promptUsd: 1, cachedUsd: 0.25, completionUsd: 4 })).toBeCloseTo(0.6 + 0.1 + 0.4)
})

test('reasoning is part of the completion and is not billed twice', () => {
  const price = { promptUsd: 1, completionUsd: 4 }
  expect(costOf({ ...usage, reasoningTokens: 0 }, price)).toBe(costOf(usage, price))
})

test('without one they cost what others cost', () => {
  expect(costOf(usage, { promptUsd: 1, completionUsd: 4 })).toBeCloseTo(1.4)
})

test('an unknown price gives an unknown cost, not 0', () => {
  expect(costOf(usage, undefined)).toBeNull()
})
