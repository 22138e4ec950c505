import type { ProviderPreset } from '../ProviderPreset.js'

// https://inference-docs.cerebras.ai/capabilities/structured-outputs. A tool cannot be forced by its name, so `tools` is
// not among the capabilities; reasoning models such as this one were known not to stream structured answers.
export const cerebras: ProviderPreset = {
  name: 'Cerebras',
  baseURL: 'https://api.cerebras.ai/v1',
  needsKey: true,
  models: { complex: 'gpt-oss-120b', simple: 'gpt-oss-120b' },
  capabilities: ['json_schema', 'json_object'],
  streams: false,
  maxTokensField: 'max_completion_tokens',
  prices: {
    // https://inference-docs.cerebras.ai/models/openai-oss, as read in https://docs.rs/crate/harn-vm/0.8.113
    'gpt-oss-120b': { promptUsd: 0.35, completionUsd: 0.75, asOf: '2026-06-12' },
  },
}
