/** The unique key of a provider's model. */
export const breakerKey = (provider: string, model: string): string => JSON.stringify([provider, model])
