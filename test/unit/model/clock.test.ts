import { describe, expect, it } from 'vitest'
import { createSystemClock } from '../../../src/model/clock.js'

describe('createSystemClock', () => {
  it('tells the milliseconds since 1970', () => {
    expect(Math.abs(createSystemClock().now() - Date.now())).toBeLessThan(5000)
  })

  it('waits at least as long as asked', async () => {
    const clock = createSystemClock()
    const startedAtMs = clock.now()
    await clock.wait(20)
    // A timer of Node may fire up to a millisecond early.
    expect(clock.now() - startedAtMs).toBeGreaterThanOrEqual(19)
  })

  it('ends a wait with the reason of the abort, be it before or during', async () => {
    const clock = createSystemClock()
    const reason = new Error('The run was cancelled.')
    await expect(clock.wait(60_000, AbortSignal.abort(reason))).rejects.toBe(reason)
    const stop = new AbortController()
    const waiting = clock.wait(60_000, stop.signal)
    stop.abort(reason)
    await expect(waiting).rejects.toBe(reason)
  })

  it('does not take a wait longer than a timer can hold for none', async () => {
    const stop = new AbortController()
    const long = createSystemClock().wait(2 ** 40, stop.signal)
    const first = await Promise.race([
      long.then(() => 'long'),
      createSystemClock()
        .wait(20)
        .then(() => 'short'),
    ])
    stop.abort()
    await expect(long).rejects.toThrow()
    expect(first).toBe('short')
  })
})
