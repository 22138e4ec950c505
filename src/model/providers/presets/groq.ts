import type { ProviderPreset } from '../ProviderPreset.js'

// https://console.groq.com/docs/structured-outputs: these two models keep to a strict schema, but such answers cannot
// be streamed.
export const groq: ProviderPreset = {
  name: 'Groq',
  baseURL: 'https://api.groq.com/openai/v1',
  needsKey: true,
  models: { complex: 'openai/gpt-oss-120b', simple: 'openai/gpt-oss-20b' },
  capabilities: ['json_schema', 'tools', 'json_object'],
  streams: false,
  maxTokensField: 'max_completion_tokens',
  prices: {
    // https://console.groq.com/docs/models, as read in https://github.com/braintrustdata/braintrust-proxy/pull/576
    'openai/gpt-oss-120b': { promptUsd: 0.15, completionUsd: 0.6, asOf: '2026-05-20' },
  },
}
