import { describe, expect, it } from 'vitest'
import type { Attempt } from '../../../../src/model/Attempt.js'
import { BudgetSpent } from '../../../../src/model/failures.js'
import type { Model, Verdict } from '../../../../src/model/Model.js'
import { type BudgetOptions, withBudget } from '../../../../src/model/policies/budget.js'
import { withRetry } from '../../../../src/model/policies/retry.js'
import { FakeClock } from '../FakeClock.js'
import { failureOf } from './failureOf.js'
import { requestOf } from './requestOf.js'
import { scriptedModel } from './scriptedModel.js'

const optionsOf = (clock: FakeClock, options: Partial<BudgetOptions> = {}): BudgetOptions => ({
  clock,
  deadlineMs: 600_000,
  maxCalls: 8,
  costOf: () => null,
  ...options,
})

/** Retries within a budget: whoever calls again asks it first. */
const retried = (clock: FakeClock, options: Partial<BudgetOptions>, inner: Model): Model =>
  withBudget(optionsOf(clock, options), withRetry({ clock, baseMs: 1000 }, inner))

describe('withBudget', () => {
  it('gives every attempt and the sum of what they used with the answer', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['unavailable', 'timeout', 'ok'] })
    const answer = await clock.run(retried(clock, {}, inner).generate(requestOf()))
    expect(answer.attempts.map(({ outcome }) => outcome)).toEqual(['unavailable', 'timeout', 'ok'])
    expect(answer.usage).toEqual({ promptTokens: 200, cachedTokens: 0, completionTokens: 20, reasoningTokens: 0 })
  })

  it('gives every attempt with the failure', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['unavailable', 'rejected'] })
    const failure = await clock.run(failureOf(retried(clock, {}, inner).generate(requestOf())))
    expect(failure.attempts.map(({ outcome }) => outcome)).toEqual(['unavailable', 'rejected'])
    expect(failure.attempt.outcome).toBe('rejected')
  })

  it('still tells the caller of each attempt, and ends with what the caller throws', async () => {
    const clock = new FakeClock()
    const seen: unknown[] = []
    const lost = new Error('The lease is lost.')
    const onAttempt = (attempt: Attempt, verdict: Verdict | undefined) => {
      seen.push([attempt.outcome, verdict?.good.get('')])
      if (seen.length === 2) throw lost
    }
    const calls = [{ outcome: 'unavailable', answer: { a: 1 } }, 'ok'] as const
    const model = retried(clock, {}, scriptedModel({ clock, calls }))
    await expect(clock.run(model.generate(requestOf({ context: { onAttempt } })))).rejects.toBe(lost)
    expect(seen).toEqual([
      ['unavailable', { a: 1 }],
      ['ok', undefined],
    ])
  })

  it('makes no more calls than allowed', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['rate-limited'] })
    await clock.run(failureOf(retried(clock, { maxCalls: 3 }, inner).generate(requestOf())))
    expect(inner.requests).toHaveLength(3)
  })

  it('makes no further call once the tokens are used', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['rate-limited'] })
    await clock.run(failureOf(retried(clock, { maxTokens: 220 }, inner).generate(requestOf())))
    expect(inner.requests).toHaveLength(2)
  })

  it('makes no further call once the money is spent', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['rate-limited'] })
    const costOf = () => 0.25
    await clock.run(failureOf(retried(clock, { maxCostUsd: 1, costOf }, inner).generate(requestOf())))
    expect(inner.requests).toHaveLength(4)
  })

  it('does not take an unknown price for money, but still counts the calls', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['rate-limited'] })
    await clock.run(failureOf(retried(clock, { maxCostUsd: 0.01, maxCalls: 5 }, inner).generate(requestOf())))
    expect(inner.requests).toHaveLength(5)
  })

  it('does not begin a wait that would end after the deadline', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: [{ outcome: 'rate-limited', retryAfterMs: 10_000 }] })
    const failing = failureOf(retried(clock, { deadlineMs: 10_000 }, inner).generate(requestOf()))
    expect((await clock.run(failing)).attempt.outcome).toBe('rate-limited')
    expect(clock.now()).toBe(0)
  })

  it('ends a call at the deadline, as a timeout', async () => {
    const clock = new FakeClock()
    const inner = scriptedModel({ clock, calls: ['unavailable', { outcome: 'ok', ms: 60_000 }] })
    const failure = await clock.run(failureOf(retried(clock, { deadlineMs: 20_000 }, inner).generate(requestOf())))
    expect(clock.now()).toBe(20_000)
    expect(failure.attempt.outcome).toBe('timeout')
    expect(failure.isRetryable).toBe(true)
    expect(failure.attempts.map(({ outcome }) => outcome)).toEqual(['unavailable', 'aborted'])
    expect(clock.pending).toBe(0)
  })

  it('is a timeout too when the deadline passes while a later call waits to be sent', async () => {
    const clock = new FakeClock()
    const endpoint = scriptedModel({ clock, calls: ['unavailable'] })
    const queued: Model = {
      async generate(request) {
        if (endpoint.requests.length > 0) await clock.wait(1e9, request.signal)
        return endpoint.generate(request)
      },
    }
    const failure = await clock.run(failureOf(retried(clock, { deadlineMs: 5000 }, queued).generate(requestOf())))
    expect(clock.now()).toBe(5000)
    expect(failure.attempt.outcome).toBe('timeout')
    expect(failure.attempts.map(({ outcome }) => outcome)).toEqual(['unavailable'])
  })

  it('says that nothing was sent when the deadline passes before the first call', async () => {
    const clock = new FakeClock()
    // Waits as a full queue does.
    const inner: Model = { generate: async ({ signal }) => clock.wait(1e9, signal).then(() => Promise.reject()) }
    const model = withBudget(optionsOf(clock, { deadlineMs: 5000 }), inner)
    await expect(clock.run(model.generate(requestOf()))).rejects.toBeInstanceOf(BudgetSpent)
    expect(clock.now()).toBe(5000)
  })

  it('leaves an abort of the caller as it is', async () => {
    const clock = new FakeClock()
    const stop = new AbortController()
    const inner = scriptedModel({ clock, calls: [{ outcome: 'ok', ms: 60_000 }] })
    const failing = failureOf(withBudget(optionsOf(clock), inner).generate(requestOf({ signal: stop.signal })))
    await clock.advance(1000)
    stop.abort()
    expect((await failing).attempt.outcome).toBe('aborted')
    expect(clock.pending).toBe(0)
  })

  it('leaves no timer behind when it succeeds', async () => {
    const clock = new FakeClock()
    const done = withBudget(optionsOf(clock), scriptedModel({ clock, calls: ['ok'] })).generate(requestOf())
    await clock.advance(0)
    await done
    expect(clock.pending).toBe(0)
  })
})
