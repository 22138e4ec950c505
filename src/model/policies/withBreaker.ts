import type { Model, ModelAnswer, ModelRequest, Tier } from '../Model.js'
import type { Breaker } from './Breaker.js'

/**
 * Tells the breaker how each call ended, and drops calls that waited while it opened. Needs `withGate` outside of it.
 *
 * @throws ProviderOpen
 */
export const withBreaker = (breakers: Readonly<Record<Tier, Breaker>>, inner: Model): Model => ({
  async generate<T>(request: ModelRequest<T>) {
    const breaker = breakers[request.tier]
    const isProbe = request.context?.isProbe ?? false
    if (!isProbe) await breaker.check()
    let answer: ModelAnswer<T>
    try {
      answer = await inner.generate(request)
    } catch (error) {
      await breaker.settle({ isProbe, error })
      throw error
    }
    await breaker.settle({ isProbe })
    return answer
  },
})
