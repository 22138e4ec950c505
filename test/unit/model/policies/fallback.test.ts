import { describe, expect, it } from 'vitest'
import type { AttemptOutcome } from '../../../../src/model/Attempt.js'
import { BudgetSpent, ProviderOpen, ProvidersOpen } from '../../../../src/model/failures.js'
import type { Budget, CallContext, Model } from '../../../../src/model/Model.js'
import { withFallback } from '../../../../src/model/policies/fallback.js'
import { withRetry } from '../../../../src/model/policies/retry.js'
import { FakeClock } from '../FakeClock.js'
import { failureOf, requestOf, scriptedModel } from './scriptedModel.js'

const openModel = (provider: string, retryAfterMs: number): Model => ({
  generate: () => Promise.reject(new ProviderOpen(provider, retryAfterMs, 'it hangs')),
})

/** Two providers that end each call like this, and the clock they run by. */
const two = (first: Parameters<typeof scriptedModel>[0]['calls'], second: typeof first) => {
  const clock = new FakeClock()
  const models = [
    scriptedModel({ clock, provider: 'first', calls: first }),
    scriptedModel({ clock, provider: 'second', calls: second }),
  ] as const
  const model = withFallback(models.map((model, index) => ({ name: index === 0 ? 'first' : 'second', model })))
  return { clock, model, first: models[0], second: models[1] }
}

describe('withFallback', () => {
  it('asks the first provider only, while it answers', async () => {
    const { clock, model, second } = two(['ok'], ['ok'])
    expect((await clock.run(model.generate(requestOf()))).provider).toBe('first')
    expect(second.requests).toHaveLength(0)
  })

  const goesOn: AttemptOutcome[] = [
    'timeout',
    'unavailable',
    'rate-limited',
    'refused',
    'rejected',
    'unauthorized',
    'out-of-credit',
  ]
  it.each(goesOn)('goes on to the next provider after %s', async (outcome) => {
    const { clock, model } = two([outcome], ['ok'])
    expect((await clock.run(model.generate(requestOf()))).provider).toBe('second')
  })

  const stays: AttemptOutcome[] = ['invalid', 'truncated', 'aborted']
  it.each(stays)('does not ask another provider after %s', async (outcome) => {
    const { clock, model, second } = two([outcome], ['ok'])
    expect((await clock.run(failureOf(model.generate(requestOf())))).attempt.outcome).toBe(outcome)
    expect(second.requests).toHaveLength(0)
  })

  it('goes on past a provider that is open', async () => {
    const clock = new FakeClock()
    const second = scriptedModel({ clock, provider: 'second', calls: ['ok'] })
    const model = withFallback([
      { name: 'first', model: openModel('first', 5000) },
      { name: 'second', model: second },
    ])
    expect((await clock.run(model.generate(requestOf()))).provider).toBe('second')
  })

  it('asks providers it should avoid last, but asks them', async () => {
    const { clock, model, first, second } = two(['ok'], ['ok', 'unavailable'])
    const request = requestOf({ context: { notFrom: ['first'] } })
    expect((await clock.run(model.generate(request))).provider).toBe('second')
    expect(first.requests).toHaveLength(0)
    expect((await clock.run(model.generate(request))).provider).toBe('first')
    expect(second.requests).toHaveLength(2)
  })

  it('says of all open providers when the first may be tried again', async () => {
    const model = withFallback([
      { name: 'first', model: openModel('first', 5000) },
      { name: 'second', model: openModel('second', 2000) },
    ])
    const error = await model.generate(requestOf()).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ProvidersOpen)
    expect((error as ProvidersOpen).retryAfterMs).toBe(2000)
    expect((error as ProvidersOpen).providers.map(({ provider }) => provider)).toEqual(['first', 'second'])
  })

  const oneOpen = (outcome: AttemptOutcome, context?: CallContext) => {
    const clock = new FakeClock()
    const model = withFallback([
      { name: 'first', model: openModel('first', 5000) },
      { name: 'second', model: scriptedModel({ clock, provider: 'second', calls: [outcome] }) },
    ])
    return clock.run(model.generate(requestOf({ context })).catch((error: unknown) => error))
  }

  it('throws the failure when one failed that may answer the next time and the others are open', async () => {
    expect(await oneOpen('unavailable')).toMatchObject({
      name: 'ModelCallFailed',
      attempt: { outcome: 'unavailable' },
      isRetryable: true,
      retryAfterMs: undefined,
    })
  })

  it.each(['unauthorized', 'rejected'] as const)(
    'waits for those that are open when the others will not answer before somebody mends them: %s',
    async (outcome) => {
      expect(await oneOpen(outcome)).toMatchObject({ name: 'ProvidersOpen', retryAfterMs: 5000 })
    },
  )

  it('waits for those that are open when the others refused', async () => {
    expect(await oneOpen('refused')).toMatchObject({ name: 'ProvidersOpen', retryAfterMs: 5000 })
  })

  it('tells of the failure that may pass, not of the refusal after it', async () => {
    const { clock, model } = two(['unavailable'], ['refused'])
    const failure = await clock.run(failureOf(model.generate(requestOf())))
    expect(failure).toMatchObject({ attempt: { outcome: 'unavailable' }, isRetryable: true })
  })

  it('asks nobody else, and does not wait for anybody, when finding out that one is open has spent the budget', async () => {
    const budget: Budget = { charge: () => undefined, refusal: () => 'enough' }
    expect(await oneOpen('ok', { budget })).toEqual(new BudgetSpent('enough'))
  })

  it('is not worth another try when every provider failed for good', async () => {
    const { clock, model } = two(['unauthorized'], ['rejected'])
    const failure = await clock.run(failureOf(model.generate(requestOf())))
    expect(failure.isRetryable).toBe(false)
    expect(failure.attempt.provider).toBe('second')
  })

  it('is worth another try when one of the providers is', async () => {
    const { clock, model } = two(['timeout'], ['rejected'])
    expect((await clock.run(failureOf(model.generate(requestOf())))).isRetryable).toBe(true)
  })

  it('asks for the shortest wait of those that may answer later', async () => {
    const { clock, model } = two(
      [{ outcome: 'rate-limited', retryAfterMs: 9000 }],
      [{ outcome: 'rate-limited', retryAfterMs: 4000 }],
    )
    expect((await clock.run(failureOf(model.generate(requestOf())))).retryAfterMs).toBe(4000)
  })

  it('asks for no wait when one of them asked for none', async () => {
    const { clock, model } = two([{ outcome: 'rate-limited', retryAfterMs: 9000 }], ['unavailable'])
    expect((await clock.run(failureOf(model.generate(requestOf())))).retryAfterMs).toBeUndefined()
  })

  it('stops when the budget is spent', async () => {
    const { clock, model, second } = two(['unauthorized'], ['ok'])
    const budget: Budget = { charge: () => undefined, refusal: () => 'enough' }
    const failure = await clock.run(failureOf(model.generate(requestOf({ context: { budget } }))))
    expect(second.requests).toHaveLength(0)
    expect(failure.attempt.outcome).toBe('unauthorized')
    // The second one was not asked: it may well answer.
    expect(failure.isRetryable).toBe(true)
  })

  it('does not ask the next provider when it is aborted while the first waits for a retry', async () => {
    const clock = new FakeClock()
    const stop = new AbortController()
    const first = scriptedModel({ clock, calls: [{ outcome: 'rate-limited', retryAfterMs: 20_000 }] })
    const second = scriptedModel({ clock, provider: 'second', calls: ['ok'] })
    const model = withFallback([
      { name: 'first', model: withRetry({ clock }, first) },
      { name: 'second', model: second },
    ])
    const failing = failureOf(model.generate(requestOf({ signal: stop.signal })))
    await clock.advance(1000)
    stop.abort()
    expect((await failing).attempt.outcome).toBe('rate-limited')
    expect(second.requests).toHaveLength(0)
  })

  it('goes on to the next provider when the retries of the first are used up', async () => {
    const clock = new FakeClock()
    const first = scriptedModel({ clock, calls: ['timeout'] })
    const second = scriptedModel({ clock, provider: 'second', calls: ['unavailable', 'ok'] })
    const model = withFallback([
      { name: 'first', model: withRetry({ clock }, first) },
      { name: 'second', model: withRetry({ clock }, second) },
    ])
    expect((await clock.run(model.generate(requestOf()))).provider).toBe('second')
    expect(first.requests).toHaveLength(4)
    expect(second.requests).toHaveLength(2)
  })
})
