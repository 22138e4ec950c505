import type { ProviderPreset } from '../ProviderPreset.js'

// https://platform.claude.com/docs/en/cli-sdks-libraries/libraries/openai-sdk: `response_format` is ignored, and so is
// `strict` of a tool. Claude Sonnet 5.5 refuses a tool it is made to call, so the Sonnet before it is the default.
export const anthropic: ProviderPreset = {
  name: 'Anthropic',
  baseURL: 'https://api.anthropic.com/v1',
  needsKey: true,
  models: { complex: 'claude-sonnet-5', simple: 'claude-haiku-5-5' },
  capabilities: ['tools'],
  streams: true,
  maxTokensField: 'max_completion_tokens',
  prices: {
    // https://platform.claude.com/docs/en/about-claude/pricing, as read in https://docs.rs/synaps/0.10.2 and checked in
    // https://github.com/kurofune/claudit/releases/tag/v1.9.2
    'claude-sonnet-5': { promptUsd: 2, cachedUsd: 0.2, completionUsd: 10, asOf: '2026-10-24' },
    // Of prompts up to 100,000 tokens; ours are far shorter.
    'claude-haiku-5-5': { promptUsd: 0.1, cachedUsd: 0.01, completionUsd: 0.5, asOf: '2026-10-24' },
  },
}
