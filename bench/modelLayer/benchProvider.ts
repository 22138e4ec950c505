import type { Provider, ProviderLimits } from '../../src/model/Provider.js'

interface BenchProvider {
  name?: string
  baseURL: string
  /** The API key. */
  account: string
  streams?: boolean
  limits?: ProviderLimits
}

/** A server of ours as a provider, with the limits that providers have by default. */
export const benchProvider = ({
  name = 'bench',
  baseURL,
  account,
  streams = false,
  limits = { concurrency: 3, maxConcurrency: 10 },
}: BenchProvider): Provider => ({
  name,
  baseURL,
  apiKey: account,
  needsKey: true,
  models: { complex: 'bench-1', simple: 'bench-1' },
  prices: {},
  capabilities: ['json_schema'],
  streams,
  maxTokensField: 'max_completion_tokens',
  reasoningEffort: {},
  promptCache: { complex: 'automatic', simple: 'automatic' },
  serviceTier: 'normal',
  limits,
  offline: false,
})
