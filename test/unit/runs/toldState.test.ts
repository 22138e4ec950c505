import { expect, test } from 'vitest'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { callsOf } from '../../../src/runs/toldState.js'
import { hostConfig } from '../plugins/hostConfig.js'

const providers = [
  {
    ...{ name: 'Acme', baseURL: 'http://localhost:1', complex: 'big-1', simple: 'small-1' },
    prices: { 'big-1': { promptUsd: 2, completionUsd: 10 }, 'small-1': { promptUsd: 1, completionUsd: 5 } },
  },
]
const settings = resolveOptions({ model: { providers } }, hostConfig())
const calls = {
  ...{ provider: 'Acme', model: 'big-1', serviceTier: null, calls: 2, ms: 1500, outcome: 'timeout' },
  ...{ promptTokens: 1_000_000, cachedTokens: 0, cacheWriteTokens: 0, completionTokens: 100_000 },
}

test('what the calls of a step took is added up, each model at its own price, and the last one is named', () => {
  const told = callsOf(settings, [calls, { ...calls, model: 'small-1', calls: 1, outcome: 'ok' }])
  expect(told).toMatchObject({ count: 3, ms: 3000, model: 'small-1', outcome: 'ok' })
  expect(told).toMatchObject({ promptTokens: 2_000_000, completionTokens: 200_000 })
  expect(told?.cost).toBeCloseTo(2 + 1 + 1 + 0.5)
})

test('a step without calls took nothing, and one with an unknown price costs nobody knows what', () => {
  expect(callsOf(settings, [])).toBeNull()
  expect(callsOf(settings, [calls, { ...calls, model: 'other' }])?.cost).toBeNull()
})
