import type { Provider } from '../Provider.js'

/** What is known of a provider beforehand. Every preset was read from documentation, none was tried: docs/providers.md. */
export type ProviderPreset = Omit<Provider, 'apiKey' | 'limits' | 'offline'>
