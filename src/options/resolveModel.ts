import type { ModelOptions } from './CoursewrightOptions.js'
import { checkKnownKeys, checkNumber } from './checkOption.js'
import { InvalidOption } from './InvalidOption.js'
import type { ModelSettings } from './Settings.js'

const openaiURL = 'https://api.openai.com/v1'
const known = ['name', 'baseURL', 'apiKey', 'complex', 'simple', 'timeoutMs', 'prices', 'offline']

/** @throws InvalidOption */
export const resolveModel = (options: ModelOptions): ModelSettings => {
  checkKnownKeys('model', options, known)
  const baseURL = options.baseURL || openaiURL
  if (!URL.canParse(baseURL) || !/^https?:$/.test(new URL(baseURL).protocol)) {
    throw new InvalidOption('model.baseURL', options.baseURL, 'give an http(s) URL such as https://api.openai.com/v1')
  }
  for (const [model, price] of Object.entries(options.prices ?? {})) {
    for (const value of [price.promptUsd, price.completionUsd, price.cachedUsd ?? 0]) {
      if (typeof value !== 'number' || !(value >= 0)) {
        throw new InvalidOption(`model.prices["${model}"]`, price, 'give US dollars per million tokens, 0 or more')
      }
    }
  }
  return {
    name: options.name || new URL(baseURL).host,
    baseURL,
    apiKey: options.apiKey || undefined,
    complex: options.complex || 'gpt-4.1-mini',
    simple: options.simple || 'gpt-4.1-nano',
    timeoutMs: checkNumber('model.timeoutMs', options.timeoutMs ?? 90_000, 100, 600_000),
    prices: options.prices ?? {},
    offline: options.offline ?? false,
  }
}
