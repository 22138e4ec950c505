import type { Model, ModelRequest, Tier } from '../Model.js'
import type { ProviderOpen } from '../ProviderOpen.js'
import type { Breaker } from './Breaker.js'

interface WithBreaker {
  /** Those of the provider's models. */
  breakers: Readonly<Record<Tier, Breaker>>
  /** What calls wait in before they are sent. */
  queue(inner: Model): Model
}

/**
 * Skips an open provider at once: before anything waits for it, while it waits, and when a call has just opened it. Tells
 * the breaker how each call ended.
 *
 * @throws ProviderOpen
 */
export const withBreaker = ({ breakers, queue }: WithBreaker, inner: Model): Model => ({
  async generate<T>(request: ModelRequest<T>) {
    const ticket = await breakers[request.tier].admit()
    let open: ProviderOpen | undefined
    const queued = queue({
      async generate(admitted) {
        await ticket.send(admitted.timeoutMs)
        const call = inner.generate(admitted)
        open = await call.then(
          () => ticket.settle(),
          (error: unknown) => ticket.settle(error),
        )
        return call
      },
    })
    const signal = request.signal ? AbortSignal.any([request.signal, ticket.waiting]) : ticket.waiting
    try {
      return await queued.generate({ ...request, signal })
    } catch (error) {
      throw open ?? error
    } finally {
      await ticket.release()
    }
  },
})
