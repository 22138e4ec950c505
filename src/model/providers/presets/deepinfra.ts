import type { ProviderPreset } from '../ProviderPreset.js'

// https://deepinfra.com/docs/advanced/openai_api and https://deepinfra.com/docs/advanced/json_mode: only JSON mode is
// documented for all models.
export const deepinfra: ProviderPreset = {
  name: 'DeepInfra',
  baseURL: 'https://api.deepinfra.com/v1/openai',
  needsKey: true,
  models: { complex: 'openai/gpt-oss-120b', simple: 'openai/gpt-oss-20b' },
  capabilities: ['json_object', 'tools'],
  streams: true,
  maxTokensField: 'max_tokens',
  prices: {
    // https://deepinfra.com/pricing, as read in https://github.com/truefoundry/models/pull/1672
    'openai/gpt-oss-120b': { promptUsd: 0.039, completionUsd: 0.17, asOf: '2026-07-02' },
  },
}
