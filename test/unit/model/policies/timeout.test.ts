import { describe, expect, it } from 'vitest'
import { withTimeout } from '../../../../src/model/policies/timeout.js'
import { FakeClock } from '../FakeClock.js'
import { failureOf, requestOf, scriptedModel } from './scriptedModel.js'

const provider = { serviceTier: 'asked', streams: true } as const

type Calls = Parameters<typeof scriptedModel>[0]['calls']

/** The timeout that each of so many calls got. */
const timeoutsOf = async (calls: Calls, requests: ReturnType<typeof requestOf>[]) => {
  const clock = new FakeClock()
  const inner = scriptedModel({ clock, calls })
  const model = withTimeout({ timeoutMs: 'dynamic', provider }, inner)
  for (const request of requests) await clock.run(model.generate(request).catch(() => undefined))
  return inner.requests.map(({ timeoutMs }) => timeoutMs)
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

describe('a fixed timeout', () => {
  it('is set where the request has none of its own', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['ok'] })
    const model = withTimeout({ timeoutMs: 90_000, provider }, inner)
    await clock.run(model.generate(requestOf()))
    await clock.run(model.generate(requestOf({ timeoutMs: 120_000 })))
    expect(inner.requests.map(({ timeoutMs }) => timeoutMs)).toEqual([90_000, 120_000])
  })
})

describe('a dynamic timeout', () => {
  it('is the request’s own, or 90 seconds, before there are five answers', async () => {
    const requests = [requestOf({ timeoutMs: 120_000 }), ...times(5, requestOf())]
    const timeouts = await timeoutsOf([{ outcome: 'ok', ms: 20_000 }], requests)
    expect(timeouts).toEqual([120_000, ...times(4, 90_000), 40_000])
  })

  it('is twice what the answer should take, by the observed tokens and speed', async () => {
    // 20 ms for each of 800 tokens, and a limit of 1,000: so 80 % of the limit is used.
    const calls: Calls = [{ outcome: 'ok', ms: 16_000, completionTokens: 800 }]
    const timeouts = await timeoutsOf(calls, [...times(5, requestOf()), requestOf({ maxOutputTokens: 2000 })])
    expect(timeouts[5]).toBe(2 * 2000 * 0.8 * 20)
  })

  it('takes the time to the first token once, however long the answer may be', async () => {
    // 5 s to the first token, then 20 ms for each of 1,000 tokens.
    const calls: Calls = [{ outcome: 'ok', ms: 25_000, firstTokenMs: 5000, completionTokens: 1000 }]
    const timeouts = await timeoutsOf(calls, [...times(5, requestOf()), requestOf({ maxOutputTokens: 2000 })])
    expect(timeouts[5]).toBe(2 * (5000 + 2000 * 20))
  })

  it('is never less than 15 and never more than 180 seconds', async () => {
    const quick = await timeoutsOf([{ outcome: 'ok', ms: 100 }], times(6, requestOf()))
    const slow = await timeoutsOf([{ outcome: 'ok', ms: 100_000 }], times(6, requestOf()))
    expect([quick[5], slow[5]]).toEqual([15_000, 180_000])
  })

  it('follows a provider that becomes slower', async () => {
    const calls: Calls = [...times(5, { outcome: 'ok' as const, ms: 10_000 }), { outcome: 'ok', ms: 20_000 }]
    const timeouts = await timeoutsOf(calls, times(7, requestOf()))
    // 10 s, moved by a fifth of the difference.
    expect(timeouts.slice(5)).toEqual([20_000, 24_000])
  })

  it('doubles after each timeout until an answer comes', async () => {
    const ok = { outcome: 'ok', ms: 10_000 } as const
    const timeouts = await timeoutsOf([...times(5, ok), 'timeout', 'timeout', ok], times(9, requestOf()))
    expect(timeouts.slice(5)).toEqual([20_000, 40_000, 80_000, 20_000])
  })

  it('is known for each kind of answer and each tier by itself', async () => {
    const requests = [requestOf({ schemaName: 'summary' }), requestOf({ tier: 'simple' }), requestOf()]
    const timeouts = await timeoutsOf([{ outcome: 'ok', ms: 10_000 }], [...times(5, requestOf()), ...requests])
    expect(timeouts.slice(5)).toEqual([90_000, 90_000, 20_000])
  })

  it('learns no speed from failures', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: [{ outcome: 'invalid', ms: 100 }] })
    const model = withTimeout({ timeoutMs: 'dynamic', provider }, inner)
    for (let made = 0; made < 6; made += 1) await clock.run(failureOf(model.generate(requestOf())))
    expect(inner.requests[5]?.timeoutMs).toBe(90_000)
  })
})

describe('a call at the flex tier', () => {
  const timeoutOf = async (
    facts: { serviceTier: 'asked' | 'flex' | 'normal'; streams: boolean },
    timeoutMs: number,
  ) => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['ok'] })
    await clock.run(withTimeout({ timeoutMs, provider: facts }, inner).generate(requestOf({ urgency: 'flex' })))
    return inner.requests[0]?.timeoutMs
  }

  it('may take three times as long, as long as Node waits for an answer that is not streamed', async () => {
    expect(await timeoutOf({ serviceTier: 'asked', streams: true }, 200_000)).toBe(600_000)
    expect(await timeoutOf({ serviceTier: 'asked', streams: false }, 200_000)).toBe(299_999)
    expect(await timeoutOf({ serviceTier: 'normal', streams: true }, 200_000)).toBe(200_000)
  })
})
