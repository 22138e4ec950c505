import { describe, expect, it } from 'vitest'
import { ProvidersOpen } from '../../../../src/model/failures.js'
import { memoryBreakerStore } from '../../../../src/model/policies/breakerStore.js'
import { withFallback } from '../../../../src/model/policies/fallback.js'
import { FakeClock } from '../FakeClock.js'
import { breakerWorker } from './breakerWorker.js'
import { failureOf, repeat, requestOf, scriptedModel } from './scriptedModel.js'

describe('a breaker', () => {
  it('opens after five failures in a row and then skips the provider at once', async () => {
    const { clock, call, requests, alerts } = breakerWorker([{ outcome: 'timeout', ms: 90_000 }])
    // The fifth finds out itself that another try would be in vain.
    expect(await call(5)).toEqual([...repeat(4, 'timeout'), 'open'])
    const before = clock.now()
    expect(await call(3)).toEqual(repeat(3, 'open'))
    expect(clock.now()).toBe(before)
    expect(requests).toHaveLength(5)
    expect(alerts).toMatchObject([{ provider: 'first', retryAfterMs: 10_000, openings: 1, reason: 'first: timeout' }])
  })

  it('opens when more than half of the last calls failed, though never five in a row', async () => {
    const { call, requests } = breakerWorker(repeat(10, 'unavailable', 'unavailable', 'ok'))
    expect(await call(11)).toEqual([...repeat(3, 'unavailable', 'unavailable', 'ok'), 'open', 'open'])
    expect(requests).toHaveLength(10)
  })

  it('stays closed while every other call is answered', async () => {
    const { call } = breakerWorker(repeat(20, 'ok', 'unavailable'))
    expect(await call(40)).not.toContain('open')
  })

  it('takes any answer for a sign of health', async () => {
    const answered = ['invalid', 'refused', 'truncated', 'rejected', 'rate-limited'] as const
    const { call } = breakerWorker(repeat(4, ...answered))
    expect(await call(20)).toEqual(repeat(4, ...answered))
  })

  it('learns nothing from calls that were aborted', async () => {
    const { call } = breakerWorker([...repeat(4, 'timeout' as const), 'aborted', 'timeout'])
    expect(await call(6)).toEqual([...repeat(4, 'timeout'), 'aborted', 'open'])
  })

  it('stays closed over a refused key: waiting does not mend it, so that whoever asks is told each time', async () => {
    const { call, alerts } = breakerWorker([...repeat(20, 'unauthorized' as const), 'ok'])
    expect(await call(21)).toEqual([...repeat(20, 'unauthorized'), 'ok'])
    expect(alerts).toEqual([])
  })

  it('learns nothing from a refused key: it does not count as a sign of health', async () => {
    const { call } = breakerWorker([...repeat(4, 'timeout' as const), 'unauthorized', 'timeout'])
    expect(await call(6)).toEqual([...repeat(4, 'timeout'), 'unauthorized', 'open'])
  })

  const away = [
    ['out-of-credit', undefined, 30 * 60_000],
    ['rate-limited', 45_000, 45_000],
    // Whatever a server asks for: an hour, not a year.
    ['rate-limited', 31_536_000_000, 3_600_000],
    ['rate-limited', 1e23, 3_600_000],
  ] as const
  it.each(away)('opens with the first %s that asks for %s ms', async (outcome, retryAfterMs, openMs) => {
    const { call, clock, requests } = breakerWorker([{ outcome, retryAfterMs }, 'ok'])
    expect(await call(2)).toEqual(['open', 'open'])
    expect(requests).toHaveLength(1)
    await clock.advance(openMs - 1)
    expect(await call()).toEqual(['open'])
    await clock.advance(1)
    expect(await call()).toEqual(['ok'])
  })

  it('leaves short waits to retries', async () => {
    const { call } = breakerWorker([{ outcome: 'rate-limited', retryAfterMs: 30_000 }, 'ok'])
    expect(await call(2)).toEqual(['rate-limited', 'ok'])
  })

  it('opens and alerts once when calls fail together', async () => {
    const clock = new FakeClock()
    const memory = memoryBreakerStore({ clock })
    // All of them ask the store before one of them can tell it.
    const store = { ...memory, read: () => clock.wait(20).then(memory.read) }
    const { model, alerts } = breakerWorker([{ outcome: 'out-of-credit', ms: 2000 }], { clock, store })
    await clock.run(Promise.allSettled(repeat(10, 0).map(() => model.generate(requestOf()))))
    expect(alerts).toHaveLength(1)
  })

  it('lets one of twenty callers try when the time is up; the others are told so before that one ends', async () => {
    const { clock, call, model, requests } = breakerWorker([
      ...repeat(5, 'timeout' as const),
      { outcome: 'ok', ms: 3000 },
    ])
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
    const { clock, call } = breakerWorker([
      ...repeat(5, 'timeout' as const),
      'ok',
      ...repeat(4, 'timeout' as const),
      'ok',
    ])
    await call(5)
    await clock.advance(10_000)
    expect(await call(6)).toEqual(['ok', ...repeat(4, 'timeout'), 'ok'])
  })

  it('opens for twice as long each time a try fails, up to five minutes', async () => {
    const { clock, call, alerts, requests } = breakerWorker(['unavailable'])
    await call(5)
    for (const [tries, openMs] of [10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000].entries()) {
      await clock.advance(openMs - 1)
      await call()
      expect(requests).toHaveLength(5 + tries)
      await clock.advance(1)
      expect(await call()).toEqual(['open'])
      expect(requests).toHaveLength(6 + tries)
    }
    expect(alerts.map(({ openings }) => openings)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('lets the next caller try when the first try was aborted', async () => {
    const { clock, call, model } = breakerWorker([...repeat(5, 'timeout' as const), { outcome: 'ok', ms: 3000 }])
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
})

describe('a breaker in a fallback', () => {
  it('costs the time of five calls of a provider that hangs, and nothing from then on', async () => {
    const { clock, model } = breakerWorker([{ outcome: 'timeout', ms: 90_000 }])
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
    const { call, model } = breakerWorker(['unavailable'])
    await call(5)
    const error = await withFallback([{ name: 'first', model }])
      .generate(requestOf())
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ProvidersOpen)
    expect((error as ProvidersOpen).retryAfterMs).toBe(10_000)
  })
})
