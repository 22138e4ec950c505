import { ProviderOpen } from '../../../../src/model/failures.js'
import type { Model } from '../../../../src/model/Model.js'
import { createBreaker, withBreaker } from '../../../../src/model/policies/breaker.js'
import {
  type BreakerStore,
  cachedStore,
  memoryBreakerStore,
  type OpenBreaker,
} from '../../../../src/model/policies/breakerStore.js'
import { FakeClock } from '../FakeClock.js'
import { failureOf, requestOf, scriptedModel } from './scriptedModel.js'

type Calls = Parameters<typeof scriptedModel>[0]['calls']

interface BreakerWorker {
  clock?: FakeClock
  store?: BreakerStore
  /** What calls wait in, as in the window. Default: nothing. */
  queue?: (inner: Model) => Model
}

/** One worker's breaker around a provider that ends its calls like this. A call may take 115 s. */
export const breakerWorker = (
  calls: Calls,
  { clock = new FakeClock(), store = memoryBreakerStore({ clock }), queue = (inner) => inner }: BreakerWorker = {},
) => {
  const alerts: OpenBreaker[] = []
  const errors: unknown[] = []
  const breaker = createBreaker({
    provider: 'first',
    model: 'first-complex',
    store: cachedStore({ store, clock, onError: (error) => errors.push(error) }),
    callMs: 115_000,
    onOpen: (open) => alerts.push(open),
  })
  const breakers = { complex: breaker, simple: breaker }
  const endpoint = scriptedModel({ clock, calls })
  const model = withBreaker({ breakers, queue }, endpoint)

  /** How a call ended: an outcome, or `open`. */
  const endOf = (answer: Promise<unknown>): Promise<string> =>
    clock.run(
      answer.then(
        () => 'ok',
        async (error: unknown) =>
          error instanceof ProviderOpen ? 'open' : (await failureOf(Promise.reject(error))).attempt.outcome,
      ),
    )
  /** How calls ended, one after the other. */
  const call = async (times = 1): Promise<string[]> => {
    const ends: string[] = []
    for (let made = 0; made < times; made += 1) ends.push(await endOf(model.generate(requestOf())))
    return ends
  }
  return { clock, store, model, endOf, call, alerts, errors, requests: endpoint.requests }
}
