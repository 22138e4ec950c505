import { describe, expect, it } from 'vitest'
import type { AttemptOutcome } from '../../../../src/model/Attempt.js'
import { ProviderOpen } from '../../../../src/model/failures.js'
import type { Budget } from '../../../../src/model/Model.js'
import { backoffMs, withRetry } from '../../../../src/model/policies/retry.js'
import { FakeClock } from '../FakeClock.js'
import { failureOf, requestOf, scriptedModel } from './scriptedModel.js'

/** The waits of the policy: calls of the script wait too, for 0. */
const waitsOf = (clock: FakeClock) => clock.waits.filter((ms) => ms > 0)

describe('backoffMs', () => {
  it('doubles with each retry up to the cap, times the random number', () => {
    const waits = [0, 1, 2, 3, 10].map((retry) => backoffMs({ retry, baseMs: 500, capMs: 3000, random: 0.5 }))
    expect(waits).toEqual([250, 500, 1000, 1500, 1500])
    expect(backoffMs({ retry: 4, baseMs: 500, capMs: 3000, random: 0 })).toBe(0)
  })
})

describe('withRetry', () => {
  it('sends a request again until it is answered', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['unavailable', 'timeout', 'ok'] })
    const answer = await clock.run(withRetry({ clock }, inner).generate(requestOf()))
    expect(answer.provider).toBe('first')
    expect(inner.requests).toHaveLength(3)
  })

  it('sends again at once, beside all retries, what nothing stands in the way of any more', async () => {
    const clock = new FakeClock()
    const adapted = { outcome: 'rejected', again: 'adapted' } as const
    const noRoom = { outcome: 'rate-limited', again: 'normal-tier' } as const
    const inner = scriptedModel({ clock, calls: [adapted, adapted, noRoom, adapted, 'ok'] })
    await clock.run(withRetry({ clock }, inner).generate(requestOf({ urgency: 'flex' })))
    expect(waitsOf(clock)).toEqual([])
    expect(inner.requests.map(({ context }) => context?.avoidsFlex)).toEqual([
      undefined,
      undefined,
      undefined,
      true,
      true,
    ])
  })

  const most: [AttemptOutcome, number][] = [
    ['timeout', 4],
    ['unavailable', 4],
    ['rate-limited', 6],
    ['refused', 2],
    ['invalid', 1],
    ['truncated', 1],
    ['rejected', 1],
    ['unauthorized', 1],
    ['out-of-credit', 1],
    ['aborted', 1],
  ]
  it.each(most)('gives up on %s after %i calls', async (outcome, calls) => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: [outcome] })
    const failure = await clock.run(failureOf(withRetry({ clock }, inner).generate(requestOf())))
    expect(failure.attempt.outcome).toBe(outcome)
    expect(inner.requests).toHaveLength(calls)
  })

  it('counts the retries of each class for itself', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['timeout', 'timeout', 'unavailable', 'unavailable', 'refused', 'ok'] })
    await clock.run(withRetry({ clock }, inner).generate(requestOf()))
    expect(inner.requests).toHaveLength(6)
  })

  it('waits longer with each failure, at random', async () => {
    const clock = new FakeClock({ random: () => 0.25 })
    const inner = scriptedModel({ clock, calls: ['unavailable', 'unavailable', 'unavailable', 'ok'] })
    await clock.run(withRetry({ clock, baseMs: 1000, capMs: 3000 }, inner).generate(requestOf()))
    expect(waitsOf(clock)).toEqual([250, 500, 750])
  })

  it('never waits shorter than the provider asked for, and never shorter than the backoff', async () => {
    const clock = new FakeClock()
    const calls = [3000, 0].map((retryAfterMs) => ({ outcome: 'rate-limited' as const, retryAfterMs }))
    const inner = scriptedModel({ clock, calls: [...calls, 'ok'] })
    await clock.run(withRetry({ clock, baseMs: 1000 }, inner).generate(requestOf()))
    expect(waitsOf(clock)).toEqual([3000, 1000])
  })

  it('asks a model that refused again without a wait', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['refused', 'ok'] })
    await clock.run(withRetry({ clock }, inner).generate(requestOf()))
    expect(waitsOf(clock)).toEqual([])
  })

  it('gives up at once when the provider asks for a longer wait than allowed, and says how long', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: [{ outcome: 'rate-limited', retryAfterMs: 31_000 }, 'ok'] })
    const failure = await clock.run(failureOf(withRetry({ clock }, inner).generate(requestOf())))
    expect(failure.retryAfterMs).toBe(31_000)
    expect(inner.requests).toHaveLength(1)
    expect(clock.now()).toBe(0)
  })

  it('asks the budget with the wait it is about to make', async () => {
    const clock = new FakeClock()
    const asked: (number | undefined)[] = []
    const budget: Budget = {
      charge: () => undefined,
      refusal(waitMs) {
        asked.push(waitMs)
        return 'enough'
      },
    }
    const inner = scriptedModel({ clock, calls: [{ outcome: 'rate-limited', retryAfterMs: 2000 }] })
    await clock.run(failureOf(withRetry({ clock }, inner).generate(requestOf({ context: { budget } }))))
    expect(asked).toEqual([2000])
    expect(inner.requests).toHaveLength(1)
  })

  it('ends a wait at once when it is aborted, with the failure before it', async () => {
    const clock = new FakeClock()
    const stop = new AbortController()
    const inner = scriptedModel({ clock, calls: [{ outcome: 'rate-limited', retryAfterMs: 20_000 }] })
    const failing = failureOf(withRetry({ clock }, inner).generate(requestOf({ signal: stop.signal })))
    await clock.advance(1000)
    stop.abort()
    expect((await failing).attempt.outcome).toBe('rate-limited')
    expect(inner.requests).toHaveLength(1)
    expect(clock.pending).toBe(0)
  })

  it('does not wait for a provider that is open', async () => {
    const clock = new FakeClock()
    const open = new ProviderOpen('first', 5000, 'it hangs')
    const inner = { generate: () => Promise.reject(open) }
    await expect(withRetry({ clock }, inner).generate(requestOf())).rejects.toBe(open)
    expect(clock.waits).toEqual([])
  })
})
