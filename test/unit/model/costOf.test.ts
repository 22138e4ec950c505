import { expect, test } from 'vitest'
import { costOf } from '../../../src/model/Provider.js'

const usage = {
  promptTokens: 1_000_000,
  cachedTokens: 400_000,
  cacheWriteTokens: 0,
  completionTokens: 100_000,
  reasoningTokens: 40_000,
}

test('cached tokens have their own price', () => {
  expect(costOf(usage, { promptUsd: 1, cachedUsd: 0.25, completionUsd: 4 })).toBeCloseTo(0.6 + 0.1 + 0.4)
})

test('so have those that are written into the cache', () => {
  const written = { ...usage, cacheWriteTokens: 200_000 }
  const price = { promptUsd: 1, cachedUsd: 0.25, completionUsd: 4 }
  expect(costOf(written, { ...price, cacheWriteUsd: 1.25 })).toBeCloseTo(0.4 + 0.1 + 0.25 + 0.4)
  expect(costOf(written, price)).toBe(costOf(usage, price))
})

test('the flex tier costs its part of the price, and without one as much as the normal tier', () => {
  const price = { promptUsd: 1, cachedUsd: 0.25, completionUsd: 4 }
  expect(costOf(usage, { ...price, flexFactor: 0.5 }, 'flex')).toBeCloseTo(0.55)
  expect(costOf(usage, { ...price, flexFactor: 0.5 }, 'normal')).toBeCloseTo(1.1)
  expect(costOf(usage, price, 'flex')).toBeCloseTo(1.1)
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
