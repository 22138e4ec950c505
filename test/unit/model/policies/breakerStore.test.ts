import { describe, expect, it } from 'vitest'
import { memoryBreakerStore, type OpenBreaker } from '../../../../src/model/policies/breakerStore.js'
import { FakeClock } from '../FakeClock.js'

const open: OpenBreaker = { provider: 'first', model: 'a', retryAfterMs: 10_000, openings: 1, reason: 'it hangs' }

const setUp = () => {
  const clock = new FakeClock()
  return { clock, store: memoryBreakerStore({ clock }) }
}

describe('memoryBreakerStore', () => {
  it('tells how long each open breaker stays open, and forgets those that close', async () => {
    const { clock, store } = setUp()
    await store.open(open)
    await store.open({ ...open, model: 'b' })
    await clock.advance(4000)
    await store.close('first', 'b')
    expect(await store.read()).toEqual([{ ...open, retryAfterMs: 6000 }])
  })

  it('lets nobody try before the time is up, and one at a time from then on', async () => {
    const { clock, store } = setUp()
    await store.open(open)
    await clock.advance(9999)
    expect(await store.probe('first', 'a', 5000)).toBe(false)
    await clock.advance(1)
    expect(await store.probe('first', 'a', 5000)).toBe(true)
    expect(await store.probe('first', 'a', 5000)).toBe(false)
    await clock.advance(5000)
    expect(await store.probe('first', 'a', 5000)).toBe(true)
  })

  it('lets somebody else try at once when a breaker is opened for 0 milliseconds', async () => {
    const { store } = setUp()
    await store.open({ ...open, retryAfterMs: 0 })
    expect(await store.probe('first', 'a', 5000)).toBe(true)
    await store.open({ ...open, retryAfterMs: 0 })
    expect(await store.probe('first', 'a', 5000)).toBe(true)
  })

  it('lets nobody try what is closed', async () => {
    expect(await setUp().store.probe('first', 'a', 5000)).toBe(false)
  })
})
