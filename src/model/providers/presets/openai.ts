import type { ProviderPreset } from '../ProviderPreset.js'

// https://developers.openai.com/api/docs/guides/structured-outputs
export const openai: ProviderPreset = {
  name: 'OpenAI',
  baseURL: 'https://api.openai.com/v1',
  needsKey: true,
  models: { complex: 'gpt-4.1-mini', simple: 'gpt-4.1-nano' },
  capabilities: ['json_schema', 'tools', 'json_object'],
  streams: true,
  maxTokensField: 'max_completion_tokens',
  prices: {
    // https://losclouds.com/ai-models/gpt-4-1-mini, which quotes OpenAI; the price of cached tokens is that of
    // https://explore.oreate.ai/posts/gpt41-mini-pricing-explained-costs-for-every-api-tier
    'gpt-4.1-mini': { promptUsd: 0.4, cachedUsd: 0.1, completionUsd: 1.6, asOf: '2026-04-02' },
    // https://developers.openai.com/api/docs/models/gpt-4.1-nano, where it is marked as shut down.
    'gpt-4.1-nano': { promptUsd: 0.1, cachedUsd: 0.025, completionUsd: 0.4, asOf: '2026-10-23' },
    // What OpenAI names as the replacement of the mini: https://developers.openai.com/api/docs/models/gpt-6-luna
    'gpt-6-luna': { promptUsd: 0.1, cachedUsd: 0.01, completionUsd: 0.5, asOf: '2026-09-22' },
  },
}
