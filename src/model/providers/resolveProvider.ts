import type { Tier } from '../Model.js'
import {
  type Capability,
  capabilities,
  type Price,
  type PromptCache,
  type Provider,
  type ProviderLimits,
  type ReasoningEffort,
} from '../Provider.js'
import { type PresetName, type ProviderPreset, providerPresets } from './presets.js'

const concurrency = 3
const maxConcurrency = 10

/** Fills in what was left out, from the preset if there is one. Empty text counts as left out. */
export const resolveProvider = (options: ProviderOptions): Provider => {
  const preset: ProviderPreset = options.preset ? providerPresets[options.preset] : presetOfServer(options)
  const models = { complex: options.complex || preset.models.complex, simple: options.simple || preset.models.simple }
  const ofTier = <T>(read: (tier: Tier) => T): Record<Tier, T> => ({ complex: read('complex'), simple: read('simple') })
  return {
    name: options.name || preset.name,
    baseURL: options.baseURL || preset.baseURL,
    apiKey: options.apiKey || undefined,
    needsKey: preset.needsKey,
    models,
    prices: { ...preset.prices, ...options.prices },
    capabilities: options.capabilities ?? preset.capabilities,
    streams: options.streams ?? preset.streams,
    reasoningEffort: ofTier((tier) => options.reasoningEffort?.[tier] ?? preset.knownOf(models[tier]).reasoningEffort),
    promptCache: ofTier((tier) => options.promptCache ?? preset.knownOf(models[tier]).promptCache ?? 'automatic'),
    serviceTier: options.serviceTier ?? (preset.hasFlexTier ? 'asked' : 'normal'),
    maxTokensField: options.maxTokensField ?? preset.maxTokensField,
    limits: resolveLimits(options.limits),
    offline: options.offline ?? false,
  }
}

/** What any server that calls itself compatible can be expected to do. */
const presetOfServer = ({ baseURL, complex }: { baseURL: string; complex: string }): ProviderPreset => ({
  name: new URL(baseURL).host,
  baseURL,
  needsKey: false,
  models: { complex, simple: complex },
  prices: {},
  capabilities,
  streams: false,
  maxTokensField: 'max_completion_tokens',
  knownOf: () => ({}),
  hasFlexTier: false,
})

const resolveLimits = (given: Partial<ProviderLimits> = {}): ProviderLimits => {
  const most = given.maxConcurrency ?? Math.max(maxConcurrency, given.concurrency ?? concurrency)
  return { ...given, maxConcurrency: most, concurrency: given.concurrency ?? Math.min(concurrency, most) }
}

/** One OpenAI-compatible endpoint: a preset and what differs from it, or any server by its URL and its model's name. */
export type ProviderOptions = PresetProvider | CompatibleProvider

interface PresetProvider extends ProviderDetails {
  /** What is known beforehand: URL, models, prices and what the endpoint can do. */
  preset: PresetName
  /** Where requests go instead, such as a proxy. */
  baseURL?: string
  /** Model for drills and other demanding content. */
  complex?: string
}

interface CompatibleProvider extends ProviderDetails {
  preset?: undefined
  baseURL: string
  /** Model for drills and other demanding content. */
  complex: string
}

interface ProviderDetails {
  /** Shown in logs, messages and on drafts. Default: the preset's, else the host of `baseURL`. */
  name?: string
  /** May be missing while the host is built; a run is then refused with a clear error. Local servers need none. */
  apiKey?: string
  /** Model for titles, summaries and other simple content. Default: the preset's, else `complex`. */
  simple?: string
  /** Prices by model name, added to the preset's; a model without one has an unknown cost, never 0. */
  prices?: Readonly<Record<string, Price>>
  /** Ways to make it write JSON; the first is used. Default: the preset's, else `json_schema`. */
  capabilities?: readonly Capability[]
  /** Whether answers are streamed. Default: the preset's, else `false`. */
  streams?: boolean
  /**
   * How much its models think before they answer, which is billed as output. Default: the preset's for a model it knows
   * (`none` where a model allows it, `low` for gpt-oss), else nothing is sent.
   */
  reasoningEffort?: { readonly [tier in Tier]?: ReasoningEffort }
  /**
   * `breakpoints` for models that charge for writing into their prompt cache and take a mark where what requests share
   * ends; `automatic` sends nothing. Default: the preset's for a model it knows, else `automatic`.
   */
  promptCache?: PromptCache
  /**
   * Which requests go to the slower, cheaper tier (`service_tier: 'flex'`): all, those of runs that are not urgent
   * (`asked`), or none (`normal`). Default: `asked` where the preset has such a tier, else `normal`.
   */
  serviceTier?: Provider['serviceTier']
  /** How it calls the length limit. Default: the preset's, else `max_completion_tokens`. */
  maxTokensField?: Provider['maxTokensField']
  /** Per process. Default: 3 calls at once, up to 10 when all goes well; no limit per minute. */
  limits?: Partial<ProviderLimits>
  /** It only pretends to be a model; its drafts say so. Default `false`. */
  offline?: boolean
}
