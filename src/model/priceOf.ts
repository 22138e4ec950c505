import type { Price, Provider } from './Provider.js'

/** The price of a provider's model; `undefined` when nobody has told us, or the provider is no longer configured. */
export const priceOf = (providers: readonly Provider[], provider: string, model: string): Price | undefined => {
  const prices = providers.find(({ name }) => name === provider)?.prices
  return prices && Object.hasOwn(prices, model) ? prices[model] : undefined
}
