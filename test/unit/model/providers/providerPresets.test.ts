import { describe, expect, test } from 'vitest'
import { type PresetName, providerPresets } from '../../../../src/model/providers/presets.js'
import { resolveProvider } from '../../../../src/model/providers/resolveProvider.js'

const names = Object.keys(providerPresets) as PresetName[]

describe.each(names)('the preset %s', (preset) => {
  const provider = resolveProvider({ preset })

  test('is reached over TLS, with a key', () => {
    expect(new URL(provider.baseURL).protocol).toBe('https:')
    expect(provider.needsKey).toBe(true)
  })

  test('has a base URL to which the path of an endpoint can be added', () => {
    expect(provider.baseURL).not.toMatch(/\/$/)
  })

  test('can write JSON in at least one way', () => {
    expect(provider.capabilities.length).toBeGreaterThan(0)
  })

  test('says of every price when it was looked up', () => {
    for (const { asOf } of Object.values(provider.prices)) expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/)
  })

  test('has a price for its complex model, and none that is 0', () => {
    expect(provider.prices).toHaveProperty([provider.models.complex])
    for (const { promptUsd, completionUsd } of Object.values(provider.prices)) {
      expect(Math.min(promptUsd, completionUsd)).toBeGreaterThan(0)
    }
  })
})

test('presets have different names, so that all of them can be listed at once', () => {
  expect(new Set(names.map((preset) => providerPresets[preset].name)).size).toBe(names.length)
})
