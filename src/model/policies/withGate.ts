import type { Model, Tier } from '../Model.js'
import type { Breaker } from './Breaker.js'

/**
 * Skips an open provider at once, before anything waits for it. `breakers` are those of the provider's models.
 *
 * @throws ProviderOpen
 */
export const withGate = (breakers: Readonly<Record<Tier, Breaker>>, inner: Model): Model => ({
  async generate(request) {
    const breaker = breakers[request.tier]
    const isProbe = await breaker.admit()
    if (!isProbe) return inner.generate(request)
    try {
      return await inner.generate({ ...request, context: { ...request.context, isProbe } })
    } finally {
      await breaker.release()
    }
  },
})
