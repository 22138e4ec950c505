import { describe, expect, it } from 'vitest'
import type { BreakerStore, OpenBreaker } from '../../../../src/model/BreakerStore.js'
import type { Model } from '../../../../src/model/Model.js'
import { memoryBreakerStore } from '../../../../src/model/memoryBreakerStore.js'
import { ProviderOpen } from '../../../../src/model/ProviderOpen.js'
import { ProvidersOpen } from '../../../../src/model/ProvidersOpen.js'
import { cachedStore } from '../../../../src/model/policies/cachedStore.js'
import { createBreaker } from '../../../../src/model/policies/createBreaker.js'
import { withBreaker } from '../../../../src/model/policies/withBreaker.js'
import { withFallback } from '../../../../src/model/policies/withFallback.js'
import { withGate } from '../../../../src/model/policies/withGate.js'
import { FakeClock } from '../FakeClock.js'
import { failureOf } from './failureOf.js'
import { requestOf } from './requestOf.js'
import { scriptedModel } from './scriptedModel.js'

type Calls = Parameters<typeof scriptedModel>[0]['calls']

interface Worker {
  clock: FakeClock
  store: BreakerStore
  calls: Calls
  /** What stands between gate and breaker, as the window does. Default: nothing. */
  queue?: (inner: Model) => Model
}

/** One worker's gate and breaker around a provider that ends its calls like this. */
const workerOf = ({ clock, store, calls, queue = (inner) => inner }: Worker) => {
  const alerts: OpenBreaker[] = []
  const errors: unknown[] = []
  const breaker = createBreaker({
    provider: 'first',
    model: 'first-complex',
    store: cachedStore({ store, clock, onError: (error) => errors.push(error) }),
    probeMs: 120_000,
    onOpen: (open) => alerts.push(open),
  })
  const breakers = { complex: breaker, simple: breaker }
  const endpoint = scriptedModel({ clock, calls })
  const model = withGate(breakers, queue(withBreaker(breakers, endpoint)))
  /** How calls ended, one after the other: an outcome, or `open`. */
  const call = async (times = 1): Promise<string[]> => {
    const ends: string[] = []
    for (let made = 0; made < times; made += 1) ends.push(await endOf(clock, model.generate(requestOf())))
    return ends
  }
  return { model, call, alerts, errors, requests: endpoint.requests }
}

const endOf = (clock: FakeClock, call: Promise<unknown>): Promise<string> =>
  clock.run(
    call.then(
      () => 'ok',
      async (error: unknown) =>
        error instanceof ProviderOpen ? 'open' : (await failureOf(Promise.reject(error))).attempt.outcome,
    ),
  )

const setUp = (calls: Calls, facts: Partial<Omit<Worker, 'calls'>> = {}) => {
  const { clock = new FakeClock(), store = memoryBreakerStore({ clock }), queue } = facts
  return { clock, store, ...workerOf({ clock, store, calls, queue }) }
}

/** A queue in which calls wait as long as they are told when they come. */
const queueOf = () => {
  const clock = new FakeClock()
  let queueMs = 0
  const queue = (inner: Model): Model => ({
    async generate(request) {
      await clock.wait(queueMs, request.signal)
      return inner.generate(request)
    },
  })
  const delay = (ms: number) => {
    queueMs = ms
  }
  return { clock, queue, delay }
}

const repeat = <T>(times: number, ...pattern: T[]): T[] => Array.from({ length: times }, () => pattern).flat()

describe('a breaker', () => {
  it('opens after five failures in a row and then skips the provider at once', async () => {
    const { clock, call, requests, alerts } = setUp([{ outcome: 'timeout', ms: 90_000 }])
    expect(await call(5)).toEqual(repeat(5, 'timeout'))
    const before = clock.now()
    expect(await call(3)).toEqual(repeat(3, 'open'))
    expect(clock.now()).toBe(before)
    expect(requests).toHaveLength(5)
    expect(alerts).toMatchObject([{ provider: 'first', retryAfterMs: 10_000, openings: 1, reason: 'first: timeout' }])
  })

  it('opens when more than half of the last calls failed, though never five in a row', async () => {
    const { call } = setUp(repeat(10, 'unavailable', 'unavailable', 'ok'))
    expect(await call(11)).toEqual([...repeat(3, 'unavailable', 'unavailable', 'ok'), 'unavailable', 'open'])
  })

  it('stays closed while every other call is answered', async () => {
    const { call } = setUp(repeat(20, 'ok', 'unavailable'))
    expect(await call(40)).not.toContain('open')
  })

  it('takes any answer for a sign of health', async () => {
    const answered = ['invalid', 'refused', 'truncated', 'rejected', 'rate-limited'] as const
    const { call } = setUp(repeat(4, ...answered))
    expect(await call(20)).toEqual(repeat(4, ...answered))
  })

  it('learns nothing from calls that were aborted', async () => {
    const { call } = setUp([...repeat(4, 'timeout' as const), 'aborted', 'timeout'])
    expect(await call(7)).toEqual([...repeat(4, 'timeout'), 'aborted', 'timeout', 'open'])
  })

  it('stays closed over a refused key: waiting does not mend it, so that whoever asks is told each time', async () => {
    const { call, alerts } = setUp([...repeat(20, 'unauthorized' as const), 'ok'])
    expect(await call(21)).toEqual([...repeat(20, 'unauthorized'), 'ok'])
    expect(alerts).toEqual([])
  })

  it('learns nothing from a refused key: it does not count as a sign of health', async () => {
    const { call } = setUp([...repeat(4, 'timeout' as const), 'unauthorized', 'timeout'])
    expect(await call(7)).toEqual([...repeat(4, 'timeout'), 'unauthorized', 'timeout', 'open'])
  })

  const away = [
    ['out-of-credit', undefined, 30 * 60_000],
    ['rate-limited', 45_000, 45_000],
  ] as const
  it.each(away)('opens with the first %s', async (outcome, retryAfterMs, openMs) => {
    const { call, clock } = setUp([{ outcome, retryAfterMs }, 'ok'])
    expect(await call(2)).toEqual([outcome, 'open'])
    await clock.advance(openMs - 1)
    expect(await call()).toEqual(['open'])
    await clock.advance(1)
    expect(await call()).toEqual(['ok'])
  })

  it('leaves short waits to retries', async () => {
    const { call } = setUp([{ outcome: 'rate-limited', retryAfterMs: 30_000 }, 'ok'])
    expect(await call(2)).toEqual(['rate-limited', 'ok'])
  })

  it('opens and alerts once when calls fail together', async () => {
    const clock = new FakeClock()
    const memory = memoryBreakerStore({ clock })
    // All of them ask the store before one of them can tell it.
    const store = { ...memory, read: () => clock.wait(20).then(memory.read) }
    const { model, alerts } = setUp([{ outcome: 'out-of-credit', ms: 2000 }], { clock, store })
    await clock.run(Promise.allSettled(repeat(10, 0).map(() => model.generate(requestOf()))))
    expect(alerts).toHaveLength(1)
  })

  it('lets one of twenty callers try when the time is up; the others are told so before that one ends', async () => {
    const { clock, call, model, requests } = setUp([...repeat(5, 'timeout' as const), { outcome: 'ok', ms: 3000 }])
    await call(5)
    await clock.advance(10_000)
    const calls = repeat(20, 0).map(() => model.generate(requestOf()))
    const others = await Promise.allSettled(calls.slice(1))
    for (const other of others) expect(other).toMatchObject({ reason: { name: 'ProviderOpen', retryAfterMs: 5000 } })
    expect(clock.now()).toBe(10_000)
    await clock.run(calls[0] as Promise<unknown>)
    expect(requests).toHaveLength(6)
  })

  it('closes when the try succeeds, and begins to count anew', async () => {
    const { clock, call } = setUp([...repeat(5, 'timeout' as const), 'ok', ...repeat(4, 'timeout' as const), 'ok'])
    await call(5)
    await clock.advance(10_000)
    expect(await call(6)).toEqual(['ok', ...repeat(4, 'timeout'), 'ok'])
  })

  it('opens for twice as long each time a try fails, up to five minutes', async () => {
    const { clock, call, alerts } = setUp(['unavailable'])
    await call(5)
    for (const openMs of [10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]) {
      await clock.advance(openMs - 1)
      expect(await call()).toEqual(['open'])
      await clock.advance(1)
      expect(await call()).toEqual(['unavailable'])
    }
    expect(alerts.map(({ openings }) => openings)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('lets the next caller try when the first try was aborted', async () => {
    const { clock, call, model } = setUp([...repeat(5, 'timeout' as const), { outcome: 'ok', ms: 3000 }])
    await call(5)
    await clock.advance(10_000)
    const stop = new AbortController()
    const trying = failureOf(model.generate(requestOf({ signal: stop.signal })))
    await clock.advance(100)
    expect(await call()).toEqual(['open'])
    stop.abort()
    expect((await trying).attempt.outcome).toBe('aborted')
    expect(await call()).toEqual(['ok'])
  })

  it('lets the next caller try when the first one gave up in the queue', async () => {
    const { clock, queue, delay } = queueOf()
    const { call, model } = setUp([...repeat(5, 'timeout' as const), 'ok'], { clock, queue })
    await call(5)
    await clock.advance(10_000)
    delay(5000)
    const stop = new AbortController()
    const trying = model.generate(requestOf({ signal: stop.signal }))
    const stopped = expect(trying).rejects.toThrow('stopped')
    await clock.advance(100)
    stop.abort(new Error('stopped'))
    await stopped
    expect(await call()).toEqual(['ok'])
  })

  it('drops calls that were queued before it opened', async () => {
    const { clock, queue, delay } = queueOf()
    const { call, model, requests } = setUp(['unavailable'], { clock, queue })
    delay(1000)
    const queued = model.generate(requestOf())
    const dropped = expect(queued).rejects.toBeInstanceOf(ProviderOpen)
    await clock.advance(1)
    delay(0)
    await call(5)
    await clock.advance(1000)
    await dropped
    expect(requests).toHaveLength(5)
  })

  it('is not moved by calls that were sent before it opened', async () => {
    const slow = { outcome: 'ok', ms: 2000 } as const
    const late = { outcome: 'timeout', ms: 3000 } as const
    const { clock, call, model, store } = setUp([slow, late, 'unavailable'])
    const sent = Promise.allSettled([model.generate(requestOf()), model.generate(requestOf())])
    await clock.advance(100)
    await call(5)
    await clock.run(sent)
    expect(await store.read()).toMatchObject([{ openings: 1, retryAfterMs: 10_100 - 3000 }])
  })
})

describe('breakers over one store', () => {
  it('open for all workers when one of them found out', async () => {
    const clock = new FakeClock()
    const store = memoryBreakerStore({ clock })
    const one = workerOf({ clock, store, calls: ['unavailable'] })
    const other = workerOf({ clock, store, calls: ['ok'] })
    expect(await other.call()).toEqual(['ok'])
    await one.call(5)
    await clock.advance(1000)
    expect(await other.call()).toEqual(['open'])
    expect(other.alerts).toEqual([])
  })

  it('let one try among all workers, and close for all', async () => {
    const clock = new FakeClock()
    const store = memoryBreakerStore({ clock })
    const one = workerOf({ clock, store, calls: [...repeat(5, 'unavailable' as const), { outcome: 'ok', ms: 5000 }] })
    const other = workerOf({ clock, store, calls: ['ok'] })
    await one.call(5)
    await clock.advance(10_000)
    const trying = one.model.generate(requestOf())
    await clock.advance(1000)
    expect(await other.call()).toEqual(['open'])
    await clock.run(trying)
    await clock.advance(1000)
    expect(await other.call()).toEqual(['ok'])
  })

  it('let another worker try when the first one died trying', async () => {
    const clock = new FakeClock()
    const store = memoryBreakerStore({ clock })
    const one = workerOf({ clock, store, calls: [...repeat(5, 'unavailable' as const), { outcome: 'ok', ms: 1e9 }] })
    const other = workerOf({ clock, store, calls: ['ok'] })
    await one.call(5)
    await clock.advance(10_000)
    const dead = one.model.generate(requestOf())
    await clock.advance(119_000)
    expect(await other.call()).toEqual(['open'])
    await clock.advance(1000)
    expect(await other.call()).toEqual(['ok'])
    await clock.run(dead)
  })

  it('close when somebody resets them', async () => {
    const { clock, store, call } = setUp(['unauthorized', 'ok'])
    await call()
    await store.close('first', 'first-complex')
    await clock.advance(1000)
    expect(await call()).toEqual(['ok'])
  })
})

describe('a breaker whose store is down', () => {
  const down: BreakerStore = {
    read: () => Promise.reject(new Error('The database is down.')),
    open: () => Promise.reject(new Error('The database is down.')),
    close: () => Promise.reject(new Error('The database is down.')),
    probe: () => Promise.reject(new Error('The database is down.')),
  }

  it('does not fail a call, and says that the store is down', async () => {
    const { call, errors } = setUp(['ok'], { store: down })
    expect(await call()).toEqual(['ok'])
    expect(errors).toEqual([new Error('The database is down.')])
  })

  it('opens, tries and closes by what this worker knows', async () => {
    const { clock, call } = setUp([...repeat(5, 'timeout' as const), 'unavailable', 'ok'], { store: down })
    expect(await call(6)).toEqual([...repeat(5, 'timeout'), 'open'])
    await clock.advance(10_000)
    expect(await call(2)).toEqual(['unavailable', 'open'])
    await clock.advance(20_000)
    expect(await call(2)).toEqual(['ok', 'ok'])
  })
})

describe('a breaker in a fallback', () => {
  it('costs the time of five calls of a provider that hangs, and nothing from then on', async () => {
    const { clock, model } = setUp([{ outcome: 'timeout', ms: 90_000 }])
    const second = scriptedModel({ clock, provider: 'second', calls: [{ outcome: 'ok', ms: 50 }] })
    const both = withFallback([
      { name: 'first', model },
      { name: 'second', model: second },
    ])
    const took: number[] = []
    for (let made = 0; made < 8; made += 1) {
      const startedAtMs = clock.now()
      await clock.run(both.generate(requestOf()))
      took.push(clock.now() - startedAtMs)
    }
    expect(took).toEqual([...repeat(5, 90_050), 50, 50, 50])
  })

  it('says when to come back once every provider is open', async () => {
    const { call, model } = setUp(['unavailable'])
    await call(5)
    const error = await withFallback([{ name: 'first', model }])
      .generate(requestOf())
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ProvidersOpen)
    expect((error as ProvidersOpen).retryAfterMs).toBe(10_000)
  })
})
