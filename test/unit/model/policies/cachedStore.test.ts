import { describe, expect, it } from 'vitest'
import {
  type BreakerStore,
  cachedStore,
  memoryBreakerStore,
  type OpenBreaker,
} from '../../../../src/model/policies/breakerStore.js'
import { FakeClock } from '../FakeClock.js'

const open: OpenBreaker = { provider: 'first', model: 'a', retryAfterMs: 10_000, openings: 1, reason: 'it hangs' }

/** A store that counts what it is asked, and takes its time to be read and written. */
const setUp = ({ readMs = 0, writeMs = 0 } = {}) => {
  const clock = new FakeClock()
  const shared = memoryBreakerStore({ clock })
  const asked = { reads: 0, probes: 0 }
  const store: BreakerStore = {
    ...shared,
    async read() {
      asked.reads += 1
      const found = await shared.read()
      await clock.wait(readMs)
      return found
    },
    async open(breaker) {
      await clock.wait(writeMs)
      await shared.open(breaker)
    },
    probe(...args) {
      asked.probes += 1
      return shared.probe(...args)
    },
  }
  const fail = (error: unknown) => {
    throw error
  }
  return { clock, shared, asked, cached: cachedStore({ store, clock, onError: fail }) }
}

describe('cachedStore', () => {
  it('reads once for all who ask within a second', async () => {
    const { clock, asked, cached } = setUp({ readMs: 20 })
    await clock.run(Promise.all([cached.read(), cached.read(), cached.read()]))
    await clock.advance(999)
    await cached.read()
    expect(asked.reads).toBe(1)
    await clock.advance(1)
    await clock.run(cached.read())
    expect(asked.reads).toBe(2)
  })

  it('counts the time that passed since it read', async () => {
    const { clock, shared, cached } = setUp()
    await shared.open(open)
    await clock.run(cached.read())
    await clock.advance(600)
    expect(await cached.read()).toEqual([{ ...open, retryAfterMs: 9400 }])
  })

  it('does not forget what was opened while it read', async () => {
    const { clock, cached } = setUp({ readMs: 20 })
    const reading = cached.read()
    await clock.advance(10)
    await clock.run(cached.open(open))
    expect(await clock.run(reading)).toMatchObject([{ provider: 'first' }])
  })

  it('does not forget what was being opened while it read', async () => {
    const { clock, cached } = setUp({ writeMs: 20 })
    const opening = cached.open(open)
    expect(await clock.run(cached.read())).toMatchObject([{ provider: 'first' }])
    await clock.run(opening)
    expect(await cached.read()).toMatchObject([{ provider: 'first' }])
  })

  it('does not forget what was opened before it had read to the end', async () => {
    const { clock, cached } = setUp({ readMs: 50, writeMs: 20 })
    const opening = cached.open(open)
    await clock.advance(10)
    const reading = cached.read()
    await clock.run(opening)
    expect(await clock.run(reading)).toMatchObject([{ provider: 'first' }])
  })

  it('asks the shared store for one try only, however many want to', async () => {
    const { clock, shared, asked, cached } = setUp()
    await shared.open({ ...open, retryAfterMs: 0 })
    await clock.run(cached.read())
    const tries = await Promise.all(Array.from({ length: 20 }, () => cached.probe('first', 'a', 5000)))
    expect(tries.filter(Boolean)).toHaveLength(1)
    expect(asked.probes).toBe(1)
  })

  it('leaves it to the shared store who may try', async () => {
    const { clock, shared, cached } = setUp()
    await shared.open({ ...open, retryAfterMs: 0 })
    await clock.run(cached.read())
    expect(await shared.probe('first', 'a', 5000)).toBe(true)
    expect(await cached.probe('first', 'a', 5000)).toBe(false)
  })
})
