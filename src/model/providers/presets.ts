import type { Provider } from '../Provider.js'

// https://platform.claude.com/docs/en/cli-sdks-libraries/libraries/openai-sdk: `response_format` is ignored, and so is
// `strict` of a tool. Claude Sonnet 5.5 refuses a tool it is made to call, so the Sonnet before it is the default.
const anthropic: ProviderPreset = {
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

// https://inference-docs.cerebras.ai/capabilities/structured-outputs. A tool cannot be forced by its name, so `tools` is
// not among the capabilities; reasoning models such as this one were known not to stream structured answers.
const cerebras: ProviderPreset = {
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

// https://deepinfra.com/docs/advanced/openai_api and https://deepinfra.com/docs/advanced/json_mode: only JSON mode is
// documented for all models.
const deepinfra: ProviderPreset = {
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

// https://ai.google.dev/gemini-api/docs/openai
const google: ProviderPreset = {
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

// https://console.groq.com/docs/structured-outputs: these two models keep to a strict schema, but such answers cannot
// be streamed.
const groq: ProviderPreset = {
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

// https://developers.openai.com/api/docs/guides/structured-outputs
const openai: ProviderPreset = {
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

export const providerPresets = { openai, anthropic, google, groq, cerebras, deepinfra } as const satisfies Record<
  string,
  ProviderPreset
>

export type PresetName = keyof typeof providerPresets

/** What is known of a provider beforehand. Every preset was read from documentation, none was tried: docs/providers.md. */
export type ProviderPreset = Omit<Provider, 'apiKey' | 'limits' | 'offline'>
