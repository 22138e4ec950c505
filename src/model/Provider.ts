import type { ServiceTier, Usage } from './Attempt.js'
import type { Tier } from './Model.js'

/** Ways to make a model write JSON, best first. */
export const capabilities = ['json_schema', 'tools', 'json_object'] as const

/** A way to make a model write JSON: by its schema, by a tool it has to call, or as any JSON object. */
export type Capability = (typeof capabilities)[number]

/** How much a model thinks before it answers, in OpenAI's words; what it thinks is billed as output. */
export const reasoningEfforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const

/** How much a model thinks before it answers, from `none` to `max`; which of them a model takes, its provider says. */
export type ReasoningEffort = (typeof reasoningEfforts)[number]

/** How prompt caches work: by themselves, or up to a place that a request marks, which costs a fee for writing. */
export const promptCaches = ['automatic', 'breakpoints'] as const

/** `automatic`: nothing is sent. `breakpoints`: the place up to which requests are the same is marked. */
export type PromptCache = (typeof promptCaches)[number]

/** When requests go to the slower, cheaper tier: never, when a request is not urgent, or always. */
export const serviceTiers = ['normal', 'asked', 'flex'] as const

/** US dollars per million tokens. */
export interface Price {
  /** Prompt tokens that the cache neither served nor took up. */
  readonly promptUsd: number
  /** Prompt tokens the provider served from its cache. Default: `promptUsd`. */
  readonly cachedUsd?: number
  /** Prompt tokens the provider wrote into its cache. Default: `promptUsd`. */
  readonly cacheWriteUsd?: number
  /** Thinking included. */
  readonly completionUsd: number
  /** What a token costs at the flex tier, as a part of these prices. Default 1. */
  readonly flexFactor?: number
  /** The day the price was looked up: `2026-11-21`. */
  readonly asOf?: string
}

/** Calls and tokens that a provider takes, counted in each process on its own, and how much fits into one call. */
export interface ProviderLimits {
  /** Most calls in flight at once, per process. */
  readonly maxConcurrency: number
  /** Where the window starts. */
  readonly concurrency: number
  /** Calls begun within any 60 seconds, failed ones included. Default: no limit. */
  readonly requestsPerMinute?: number
  /** Prompt and completion tokens together, within any 60 seconds. Default: no limit. */
  readonly tokensPerMinute?: number
  /** Most tokens that a model takes and writes together. Batches are made no larger. Default 128,000. */
  readonly contextTokens?: number
  /** Most tokens that a model writes in one answer, thinking included. No more is asked for, and batches are made no larger. Default 32,000. */
  readonly maxOutputTokens?: number
}

/** How long Node's `fetch` waits for an answer to begin; one that is not streamed begins when it is complete. */
export const firstByteMs = 300_000

/** One OpenAI-compatible endpoint, with every default filled in. */
export interface Provider {
  readonly name: string
  readonly baseURL: string
  /** Local servers need none. */
  readonly apiKey: string | undefined
  /** Where the key is missing: for the message that says so. */
  readonly needsKey: boolean
  readonly models: Readonly<Record<Tier, string>>
  /** By the names in `models`. A model without a price has an unknown cost, never 0. */
  readonly prices: Readonly<Record<string, Price>>
  readonly capabilities: readonly Capability[]
  /** Whether answers are streamed. */
  readonly streams: boolean
  /** Sent where one is given, by tier. */
  readonly reasoningEffort: Readonly<Partial<Record<Tier, ReasoningEffort>>>
  /** By tier. */
  readonly promptCache: Readonly<Record<Tier, PromptCache>>
  readonly serviceTier: (typeof serviceTiers)[number]
  /** How the length limit is called. */
  readonly maxTokensField: 'max_completion_tokens' | 'max_tokens'
  readonly limits: ProviderLimits
  /** It only pretends to be a model; its drafts say so. */
  readonly offline: boolean
}

/**
 * US dollars for this usage, or `null` when the price is unknown: 0 would be a lie. Reasoning tokens are part of the
 * completion and cost what it costs.
 */
export const costOf = (usage: Usage, price: Price | undefined, serviceTier?: ServiceTier): number | null => {
  if (!price) return null
  const { promptTokens, cachedTokens, cacheWriteTokens, completionTokens } = usage
  const million =
    (promptTokens - cachedTokens - cacheWriteTokens) * price.promptUsd +
    cachedTokens * (price.cachedUsd ?? price.promptUsd) +
    cacheWriteTokens * (price.cacheWriteUsd ?? price.promptUsd) +
    completionTokens * price.completionUsd
  return ((serviceTier === 'flex' ? (price.flexFactor ?? 1) : 1) * million) / 1_000_000
}

interface Used {
  provider: string
  model: string
  usage: Usage
  serviceTier?: ServiceTier
}

/** `costOf` at the price that one of these providers has for the model. */
export const costAt = (providers: readonly Provider[], { provider, model, usage, serviceTier }: Used): number | null =>
  costOf(usage, priceOf(providers, provider, model), serviceTier)

/** The same of all of these together: `null` as soon as one price is unknown. */
export const costOfAll = (providers: readonly Provider[], used: readonly Used[]): number | null =>
  used.reduce<number | null>((total, one) => {
    const cost = total === null ? null : costAt(providers, one)
    return total === null || cost === null ? null : total + cost
  }, 0)

/** The price of a provider's model; `undefined` when nobody has told us, or the provider is no longer configured. */
export const priceOf = (providers: readonly Provider[], provider: string, model: string): Price | undefined => {
  const prices = providers.find(({ name }) => name === provider)?.prices
  return prices && Object.hasOwn(prices, model) ? prices[model] : undefined
}
