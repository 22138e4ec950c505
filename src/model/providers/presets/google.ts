import type { ProviderPreset } from '../ProviderPreset.js'

// https://ai.google.dev/gemini-api/docs/openai
export const google: ProviderPreset = {
  name: 'Google',
  baseURL: 'https://generativelanguage.googleapis.com/v1beta/openai',
  needsKey: true,
  models: { complex: 'gemini-3.8-flash', simple: 'gemini-3.5-flash-lite' },
  capabilities: ['json_schema', 'tools', 'json_object'],
  streams: true,
  maxTokensField: 'max_tokens',
  prices: {
    // https://ai.google.dev/gemini-api/docs/pricing, with https://github.com/BerriAI/litellm/discussions/39357 for cached
    // tokens: half price until the end of 2026, twice as much from then on.
    'gemini-3.8-flash': { promptUsd: 0.75, cachedUsd: 0.075, completionUsd: 3.75, asOf: '2026-10-07' },
    // https://docs.apiyi.com/api-capabilities/gemini-3-5-flash-lite/overview, a reseller that charges Google's prices.
    'gemini-3.5-flash-lite': { promptUsd: 0.3, completionUsd: 2.5, asOf: '2026-07-22' },
  },
}
