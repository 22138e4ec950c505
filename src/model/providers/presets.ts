import type { PromptCache, Provider, ReasoningEffort } from '../Provider.js'

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
    'claude-sonnet-5': { promptUsd: 2, cachedUsd: 0.2, cacheWriteUsd: 2.5, completionUsd: 10, asOf: '2026-10-24' },
    'claude-sonnet-5-5': { promptUsd: 2, cachedUsd: 0.1, cacheWriteUsd: 2.5, completionUsd: 10, asOf: '2026-10-24' },
    // Of prompts up to 100,000 tokens; ours are far shorter.
    'claude-haiku-5-5': {
      promptUsd: 0.1,
      cachedUsd: 0.01,
      cacheWriteUsd: 0.125,
      completionUsd: 0.5,
      asOf: '2026-10-24',
    },
  },
  // The compatible endpoint neither caches prompts nor takes an effort.
  knownOf: () => ({}),
  hasFlexTier: false,
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
  knownOf: knownOfGptOss,
  hasFlexTier: false,
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
  knownOf: knownOfGptOss,
  hasFlexTier: false,
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
    // Of cached tokens: https://github.com/simstudioai/sim/pull/5812
    'gemini-3.5-flash-lite': { promptUsd: 0.3, cachedUsd: 0.03, completionUsd: 2.5, asOf: '2026-07-22' },
  },
  // Thinking cannot be switched off in these; `minimal` is the default of the Lite.
  knownOf: (model) => ({
    reasoningEffort: /flash-lite/.test(model) ? 'minimal' : /^gemini-[3-9]/.test(model) ? 'low' : undefined,
  }),
  // Documented for Gemini's own interface, not for this one.
  hasFlexTier: false,
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
    'openai/gpt-oss-120b': { promptUsd: 0.15, cachedUsd: 0.075, completionUsd: 0.6, asOf: '2026-05-20' },
  },
  knownOf: knownOfGptOss,
  // At the price of the normal one, with higher limits: https://console.groq.com/docs/flex-processing
  hasFlexTier: true,
}

// https://developers.openai.com/api/docs/guides/structured-outputs
const openai: ProviderPreset = {
  name: 'OpenAI',
  baseURL: 'https://api.openai.com/v1',
  needsKey: true,
  models: { complex: 'gpt-6-luna', simple: 'gpt-6-luna' },
  capabilities: ['json_schema', 'tools', 'json_object'],
  streams: true,
  maxTokensField: 'max_completion_tokens',
  prices: {
    // https://developers.openai.com/api/docs/models/gpt-6-luna, as read in
    // https://github.com/merefield/codexometer/releases/tag/v0.18.4 and https://docs.litellm.ai/blog/gpt_6_sol_luna; half of
    // it at the flex tier: https://github.com/amine123max/Codex-Manager/releases/tag/0.4.6
    'gpt-6-luna': {
      promptUsd: 0.1,
      cachedUsd: 0.01,
      cacheWriteUsd: 0.125,
      completionUsd: 0.5,
      flexFactor: 0.5,
      asOf: '2026-09-22',
    },
    // Kept for history: https://developers.openai.com/api/docs/deprecations shuts the mini down on 2027-01-14; the nano was
    // shut down on 2026-10-23. Prices from https://losclouds.com/ai-models/gpt-4-1-mini, which quotes OpenAI, and
    // https://explore.oreate.ai/posts/gpt41-mini-pricing-explained-costs-for-every-api-tier for cached tokens.
    'gpt-4.1-mini': { promptUsd: 0.4, cachedUsd: 0.1, completionUsd: 1.6, asOf: '2026-04-02' },
    'gpt-4.1-nano': { promptUsd: 0.1, cachedUsd: 0.025, completionUsd: 0.4, asOf: '2026-10-23' },
  },
  // These think at `medium` unless told otherwise, and take function tools at `none` alone. From GPT-5.6 on caches have
  // breakpoints, and writing costs a quarter more: https://developers.openai.com/api/docs/guides/prompt-caching
  knownOf: (model) => ({
    reasoningEffort: /^gpt-(5\.[1-9]|[6-9])/.test(model) ? 'none' : undefined,
    promptCache: /^gpt-(5\.[6-9]|[6-9])/.test(model) ? 'breakpoints' : undefined,
  }),
  // https://developers.openai.com/api/docs/guides/flex-processing
  hasFlexTier: true,
}

export const providerPresets = { openai, anthropic, google, groq, cerebras, deepinfra } as const satisfies Record<
  string,
  ProviderPreset
>

/** A provider that is known beforehand: `openai`, `anthropic`, `google`, `groq`, `cerebras` or `deepinfra`. */
export type PresetName = keyof typeof providerPresets

/** What is known of a provider beforehand. Every preset was read from documentation, none was tried: docs/providers.md. */
export type ProviderPreset = Omit<
  Provider,
  'apiKey' | 'limits' | 'offline' | 'reasoningEffort' | 'promptCache' | 'serviceTier'
> & {
  /** What a model of it takes; nothing of one that is not known. */
  knownOf(model: string): { readonly reasoningEffort?: ReasoningEffort; readonly promptCache?: PromptCache }
  /** Whether it has a slower, cheaper tier. */
  readonly hasFlexTier: boolean
}

/** They think at `medium` unless told otherwise, and cannot leave it. */
function knownOfGptOss(model: string): ReturnType<ProviderPreset['knownOf']> {
  return { reasoningEffort: /gpt-oss/.test(model) ? 'low' : undefined }
}
