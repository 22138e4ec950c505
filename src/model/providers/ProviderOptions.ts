import type { Capability, Price, Provider, ProviderLimits } from '../Provider.js'
import type { PresetName } from './providerPresets.js'

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
  /** How it calls the length limit. Default: the preset's, else `max_completion_tokens`. */
  maxTokensField?: Provider['maxTokensField']
  /** Per process. Default: 3 calls at once, up to 10 when all goes well; no limit per minute. */
  limits?: Partial<ProviderLimits>
  /** It only pretends to be a model; its drafts say so. Default `false`. */
  offline?: boolean
}
