import { describe, expect, it } from 'vitest'
import { ProviderOpen } from '../../../../src/model/failures.js'
import type { Model } from '../../../../src/model/Model.js'
import { memoryBreakerStore } from '../../../../src/model/policies/breakerStore.js'
import { createWindow, withWindow } from '../../../../src/model/policies/window.js'
import { FakeClock } from '../FakeClock.js'
import { breakerWorker } from './breakerWorker.js'
import { repeat, requestOf } from './scriptedModel.js'

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

describe('a breaker with a queue', () => {
  it('lets the next caller try when the first one gave up in the queue', async () => {
    const { clock, queue, delay } = queueOf()
    const { call, model } = breakerWorker([...repeat(5, 'timeout' as const), 'ok'], { clock, queue })
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

  it('sends calls that waited in the queue as soon as their turn comes, while it is closed', async () => {
    const { clock, queue, delay } = queueOf()
    const { model, requests } = breakerWorker(['ok'], { clock, queue })
    delay(1000)
    const queued = model.generate(requestOf())
    await clock.advance(999)
    expect(requests).toHaveLength(0)
    await clock.advance(1)
    await queued
    expect(requests).toHaveLength(1)
  })

  it('tells those who wait in the queue when it opens, however long they would still have to', async () => {
    const { clock, queue, delay } = queueOf()
    const { call, model, requests } = breakerWorker(['unavailable'], { clock, queue })
    delay(90_000)
    const queued = model.generate(requestOf())
    const dropped = expect(queued).rejects.toMatchObject({ name: 'ProviderOpen', retryAfterMs: 10_000 })
    await clock.advance(1)
    delay(0)
    await call(5)
    await dropped
    expect(clock.now()).toBe(1)
    expect(clock.pending).toBe(0)
    expect(requests).toHaveLength(5)
  })

  it('tells those who wait in the queue once somebody sees that another worker has opened it', async () => {
    const { clock, queue, delay } = queueOf()
    const { call, model, requests, store } = breakerWorker(['ok'], { clock, queue })
    delay(90_000)
    const dropped = expect(model.generate(requestOf())).rejects.toBeInstanceOf(ProviderOpen)
    await clock.advance(1000)
    await store.open({
      provider: 'first',
      model: 'first-complex',
      retryAfterMs: 10_000,
      openings: 1,
      reason: 'it hangs',
    })
    expect(await call()).toEqual(['open'])
    await dropped
    expect(requests).toHaveLength(0)
  })

  it('does not send a call whose turn comes after another worker has opened it', async () => {
    const { clock, queue, delay } = queueOf()
    const { model, requests, store } = breakerWorker(['ok'], { clock, queue })
    delay(2000)
    const dropped = expect(model.generate(requestOf())).rejects.toBeInstanceOf(ProviderOpen)
    await clock.advance(1000)
    await store.open({
      provider: 'first',
      model: 'first-complex',
      retryAfterMs: 10_000,
      openings: 1,
      reason: 'it hangs',
    })
    await clock.advance(1000)
    await dropped
    expect(requests).toHaveLength(0)
  })

  it('leaves calls alone that are in flight when it opens', async () => {
    const { clock, call, model } = breakerWorker([{ outcome: 'ok', ms: 2000 }, 'unavailable'])
    const sent = model.generate(requestOf())
    await clock.advance(100)
    expect(await call(5)).toEqual([...repeat(4, 'unavailable'), 'open'])
    expect((await clock.run(sent)).provider).toBe('first')
  })

  it('tells a call that fails after others have opened it to go elsewhere at once', async () => {
    const { clock, call, model, endOf } = breakerWorker([{ outcome: 'timeout', ms: 3000 }, 'unavailable'])
    const sent = model.generate(requestOf())
    await clock.advance(0)
    await call(5)
    expect(await endOf(sent)).toBe('open')
  })

  it('keeps an answer that others could mend, though the breaker has opened meanwhile', async () => {
    const { clock, call, model, endOf } = breakerWorker([{ outcome: 'invalid', ms: 3000 }, 'unavailable'])
    const sent = model.generate(requestOf())
    await clock.advance(0)
    await call(5)
    expect(await endOf(sent)).toBe('invalid')
  })

  it('is not moved by calls that were sent before it opened', async () => {
    const slow = { outcome: 'ok', ms: 2000 } as const
    const late = { outcome: 'timeout', ms: 3000 } as const
    const { clock, call, model, store } = breakerWorker([slow, ...repeat(5, late), 'unavailable'])
    const sent = Promise.allSettled(repeat(6, 0).map(() => model.generate(requestOf())))
    await clock.advance(100)
    await call(5)
    await clock.run(sent)
    expect(await store.read()).toMatchObject([{ openings: 1, retryAfterMs: 10_100 - 3000 }])
  })

  it('does not wait for another worker that has not sent its try yet', async () => {
    const { clock, queue, delay } = queueOf()
    const store = memoryBreakerStore({ clock })
    const one = breakerWorker(['unavailable'], { clock, store, queue })
    const other = breakerWorker(['ok'], { clock, store })
    await one.call(5)
    await clock.advance(10_000)
    delay(60_000)
    const queued = one.model.generate(requestOf())
    await clock.advance(1000)
    expect(await one.call()).toEqual(['open'])
    expect(await other.call()).toEqual(['ok'])
    // By its turn there is nothing to try any more: it is a call like others.
    expect(await one.endOf(queued)).toBe('unavailable')
  })

  it('tells those who wait in a full window when it opens, though its other slots hang', async () => {
    const clock = new FakeClock()
    const limits = { concurrency: 2, maxConcurrency: 2 }
    const window = createWindow({ limits, clock, countTokens: () => 0 })
    const queue = (inner: Model) => withWindow(window, inner)
    const { model, requests } = breakerWorker(
      [
        { outcome: 'rate-limited', retryAfterMs: 45_000, ms: 1000 },
        { outcome: 'ok', ms: 90_000 },
      ],
      { clock, queue },
    )
    const calls = repeat(6, 0).map(() => model.generate(requestOf()))
    const [refused, hanging, ...waiting] = calls
    const opened = expect(refused).rejects.toBeInstanceOf(ProviderOpen)
    const ended = Promise.allSettled(waiting)
    await clock.advance(1000)
    await opened
    for (const end of await ended) expect(end).toMatchObject({ reason: { name: 'ProviderOpen', retryAfterMs: 45_000 } })
    expect(window.state()).toMatchObject({ inFlight: 1, waiting: 0 })
    await clock.run(hanging as Promise<unknown>)
    expect(requests).toHaveLength(2)
    expect(window.state().inFlight).toBe(0)
  })
})
