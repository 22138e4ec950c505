import { describe, expect, it } from 'vitest'
import { type BreakerStore, memoryBreakerStore } from '../../../../src/model/policies/breakerStore.js'
import { FakeClock } from '../FakeClock.js'
import { breakerWorker } from './breakerWorker.js'
import { repeat, requestOf } from './scriptedModel.js'

describe('breakers over one store', () => {
  it('open for all workers when one of them found out', async () => {
    const clock = new FakeClock()
    const store = memoryBreakerStore({ clock })
    const one = breakerWorker(['unavailable'], { clock, store })
    const other = breakerWorker(['ok'], { clock, store })
    expect(await other.call()).toEqual(['ok'])
    await one.call(5)
    await clock.advance(1000)
    expect(await other.call()).toEqual(['open'])
    expect(other.alerts).toEqual([])
  })

  it('let one try among all workers, and close for all', async () => {
    const clock = new FakeClock()
    const store = memoryBreakerStore({ clock })
    const one = breakerWorker([...repeat(5, 'unavailable' as const), { outcome: 'ok', ms: 5000 }], { clock, store })
    const other = breakerWorker(['ok'], { clock, store })
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
    const one = breakerWorker([...repeat(5, 'unavailable' as const), { outcome: 'ok', ms: 1e9 }], { clock, store })
    const other = breakerWorker(['ok'], { clock, store })
    await one.call(5)
    await clock.advance(10_000)
    const dead = one.model.generate(requestOf())
    // As long as a call may take, and a little to say how it ended.
    await clock.advance(119_000)
    expect(await other.call()).toEqual(['open'])
    await clock.advance(1000)
    expect(await other.call()).toEqual(['ok'])
    await clock.run(dead)
  })

  it('give whoever tries as long as its request may take', async () => {
    const clock = new FakeClock()
    const store = memoryBreakerStore({ clock })
    const one = breakerWorker([...repeat(5, 'unavailable' as const), { outcome: 'ok', ms: 600_000 }], { clock, store })
    const other = breakerWorker(['ok'], { clock, store })
    await one.call(5)
    await clock.advance(10_000)
    const slow = one.model.generate(requestOf({ timeoutMs: 600_000 }))
    await clock.advance(599_000)
    expect(await other.call()).toEqual(['open'])
    await clock.run(slow)
  })

  it('tell others of a try for a short time only: it may be over any moment', async () => {
    const clock = new FakeClock()
    const store = memoryBreakerStore({ clock })
    const one = breakerWorker([...repeat(5, 'unavailable' as const), { outcome: 'ok', ms: 60_000 }], { clock, store })
    const other = breakerWorker(['ok'], { clock, store })
    await one.call(5)
    await clock.advance(10_000)
    const trying = one.model.generate(requestOf())
    await clock.advance(5000)
    await expect(other.model.generate(requestOf())).rejects.toMatchObject({ retryAfterMs: 5000 })
    await clock.run(trying)
  })

  it('close when somebody resets them', async () => {
    const { clock, store, call } = breakerWorker([...repeat(5, 'timeout' as const), 'ok'])
    await call(5)
    expect(await call()).toEqual(['open'])
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
    const { call, errors } = breakerWorker(['ok'], { store: down })
    expect(await call()).toEqual(['ok'])
    expect(errors).toEqual([new Error('The database is down.')])
  })

  it('opens, tries and closes by what this worker knows', async () => {
    const { clock, call } = breakerWorker([...repeat(5, 'timeout' as const), 'unavailable', 'ok'], { store: down })
    expect(await call(6)).toEqual([...repeat(4, 'timeout'), 'open', 'open'])
    await clock.advance(10_000)
    expect(await call(2)).toEqual(['open', 'open'])
    await clock.advance(20_000)
    expect(await call(2)).toEqual(['ok', 'ok'])
  })

  it('keeps a call waiting for a second at most when the store falls silent', async () => {
    const silent = () => new Promise<never>(() => undefined)
    const store: BreakerStore = { read: silent, open: silent, close: silent, probe: silent }
    const { clock, call, errors } = breakerWorker(['ok'], { store })
    expect(await call()).toEqual(['ok'])
    expect(clock.now()).toBe(1000)
    expect(errors).toEqual([new Error('The store of open breakers did not answer within 1000 ms.')])
    expect(clock.pending).toBe(0)
  })
})
