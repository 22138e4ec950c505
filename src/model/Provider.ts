import type { Usage } from './Attempt.js'
import type { Tier } from './Model.js'

/** Ways to make a model write JSON, best first. */
export const capabilities = ['json_schema', 'tools', 'json_object'] as const

export type Capability = (typeof capabilities)[number]

/** US dollars per million tokens. */
export interface Price {
  readonly promptUsd: number
  /** Prompt tokens the provider served from its cache. Default: `promptUsd`. */
  readonly cachedUsd?: number
  /** Thinking included. */
  readonly completionUsd: number
  /** The day the price was looked up: `2026-11-21`. */
  readonly asOf?: string
}

export interface ProviderLimits {
  /** Most calls in flight at once, per process. */
  readonly maxConcurrency: number
  /** Where the window starts. */
  readonly concurrency: number
  readonly requestsPerMinute?: number
  /** Prompt and completion tokens together. */
  readonly tokensPerMinute?: number
}

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
export const costOf = (usage: Usage, price: Price | undefined): number | null => {
  if (!price) return null
  const fresh = usage.promptTokens - usage.cachedTokens
  const million =
    fresh * price.promptUsd +
    usage.cachedTokens * (price.cachedUsd ?? price.promptUsd) +
    usage.completionTokens * price.completionUsd
  return million / 1_000_000
}

interface Used {
  provider: string
  model: string
  usage: Usage
}

/** `costOf` at the price that one of these providers has for the model. */
export const costAt = (providers: readonly Provider[], { provider, model, usage }: Used): number | null =>
  costOf(usage, priceOf(providers, provider, model))

/** The price of a provider's model; `undefined` when nobody has told us, or the provider is no longer configured. */
export const priceOf = (providers: readonly Provider[], provider: string, model: string): Price | undefined => {
  const prices = providers.find(({ name }) => name === provider)?.prices
  return prices && Object.hasOwn(prices, model) ? prices[model] : undefined
}
