import { capabilities, type Provider, type ProviderLimits } from '../Provider.js'
import type { ProviderOptions } from './ProviderOptions.js'
import type { ProviderPreset } from './ProviderPreset.js'
import { providerPresets } from './providerPresets.js'

const concurrency = 3
const maxConcurrency = 10

/** Fills in what was left out, from the preset if there is one. Empty text counts as left out. */
export const resolveProvider = (options: ProviderOptions): Provider => {
  const preset = options.preset ? providerPresets[options.preset] : presetOfServer(options)
  return {
    name: options.name || preset.name,
    baseURL: options.baseURL || preset.baseURL,
    apiKey: options.apiKey || undefined,
    needsKey: preset.needsKey,
    models: { complex: options.complex || preset.models.complex, simple: options.simple || preset.models.simple },
    prices: { ...preset.prices, ...options.prices },
    capabilities: options.capabilities ?? preset.capabilities,
    streams: options.streams ?? preset.streams,
    maxTokensField: options.maxTokensField ?? preset.maxTokensField,
    limits: resolveLimits(options.limits),
    offline: options.offline ?? false,
  }
}

/** What any server that calls itself compatible can be expected to do. */
const presetOfServer = ({ baseURL, complex }: { baseURL: string; complex: string }): ProviderPreset => ({
  name: new URL(baseURL).host,
  baseURL,
  needsKey: false,
  models: { complex, simple: complex },
  prices: {},
  capabilities,
  streams: false,
  maxTokensField: 'max_completion_tokens',
})

const resolveLimits = (given: Partial<ProviderLimits> = {}): ProviderLimits => {
  const most = given.maxConcurrency ?? Math.max(maxConcurrency, given.concurrency ?? concurrency)
  return { ...given, maxConcurrency: most, concurrency: given.concurrency ?? Math.min(concurrency, most) }
}
