import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ModelCallFailed, ProviderOpen } from '../../../../src/model/failures.js'
import { type Call, openWindow } from './openWindow.js'

const MINUTE = 60_000

test('as many as allowed are in flight; as soon as one ends, the next is sent', async () => {
  const opened = openWindow()
  await opened.askAll('abcde')
  expect(opened.names()).toBe('abc')
  expect(opened.window.state()).toEqual({ limit: 3, inFlight: 3, waiting: 2, heldMs: 0 })
  opened.call('b').answer()
  await opened.settle()
  expect(opened.names()).toBe('abcd')
  opened.call('a').fail('invalid')
  await opened.settle()
  expect(opened.names()).toBe('abcde')
  expect(opened.window.state()).toEqual({ limit: 3, inFlight: 3, waiting: 0, heldMs: 0 })
})

test('answers and failures come through as they are', async () => {
  const opened = openWindow()
  const good = await opened.ask('a')
  const bad = await opened.ask('b')
  opened.call('a').answer()
  opened.call('b').fail('truncated')
  expect(await good.ended).toEqual({ value: 'a' })
  expect(await bad.ended).toEqual({ error: expect.any(ModelCallFailed) })
})

test('the highest priority goes first, and among equals the one that came first', async () => {
  const opened = openWindow({ concurrency: 1, maxConcurrency: 1 })
  await opened.askAll('abc')
  await opened.askAll('de', { priority: 5 })
  await opened.ask('f', { priority: -1 })
  await opened.ask('g', { priority: 9 })
  while (opened.inFlight() > 0) {
    opened.last().answer()
    await opened.settle()
  }
  // `b` was already next when the others came.
  expect(opened.names()).toBe('abgdecf')
})

test('the limit grows by one with each round of good answers while requests wait', async () => {
  const opened = openWindow({ concurrency: 1, maxConcurrency: 4 })
  await opened.askAll('abcdefghijklmnopqrstuvwxyz')
  const limits = [opened.window.state().limit]
  for (let ended = 0; ended < 12; ended++) {
    opened.calls[ended]?.answer()
    await opened.settle()
    limits.push(opened.window.state().limit)
    expect(opened.inFlight()).toBe(opened.window.state().limit)
  }
  expect(limits[0]).toBe(1)
  expect(limits.at(-1)).toBe(4)
  expect(limits).toEqual([...limits].sort())
})

test('after a 429 the limit is halved, and nothing is sent until fewer are in flight', async () => {
  const opened = openWindow({ concurrency: 4, maxConcurrency: 4 })
  await opened.askAll('abcdefgh')
  opened.call('a').fail('rate-limited')
  opened.call('b').fail('rate-limited')
  await opened.settle()
  expect(opened.window.state()).toMatchObject({ limit: 2, inFlight: 2, waiting: 4 })
  expect(opened.names()).toBe('abcd')
  opened.call('c').answer()
  await opened.settle()
  expect(opened.names()).toBe('abcde')
})

test('a call that leaves while another one is turned away leaves before the limit is halved, or not at all', async () => {
  const opened = openWindow({ concurrency: 3, maxConcurrency: 3 })
  await opened.askAll('ab')
  opened.call('a').fail('rate-limited', { retryAfterMs: 5000 })
  await opened.ask('c')
  expect(opened.exceeded()).toBe(0)
})

test('an aborted call and an open provider give their slots back and leave the limit alone', async () => {
  const opened = openWindow()
  await opened.askAll('abcdef')
  opened.call('a').fail('aborted')
  opened.call('b').throws(new ProviderOpen('local', 1000, 'it failed'))
  opened.call('c').throws(new Error('the ledger is gone'))
  await opened.settle()
  expect(opened.names()).toBe('abcdef')
  expect(opened.window.state()).toMatchObject({ limit: 3, inFlight: 3 })
})

test('there are never more in flight than allowed, whatever happens, and in the end all slots are free', async () => {
  const outcomes = ['ok', 'open', 'timeout', 'rate-limited'] as const
  const events = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ ask: fc.integer({ min: -2, max: 2 }) }) },
      { weight: 2, arbitrary: fc.record({ end: fc.nat(), outcome: fc.constantFrom(...outcomes) }) },
      { weight: 1, arbitrary: fc.record({ abort: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ ms: fc.nat(30_000) }) },
    ),
    { minLength: 20, maxLength: 120 },
  )
  const end = (call: Call | undefined, outcome: (typeof outcomes)[number]) => {
    if (call?.signal?.aborted) call.fail('aborted')
    else if (outcome === 'ok') call?.answer()
    else if (outcome === 'open') call?.throws(new ProviderOpen('local', 1, 'it failed'))
    else call?.fail(outcome, { retryAfterMs: 5000 })
  }
  await fc.assert(
    fc.asyncProperty(events, async (happening) => {
      const opened = openWindow({ concurrency: 2, maxConcurrency: 5, requestsPerMinute: 20 })
      const { calls, clock, window } = opened
      const aborts: AbortController[] = []
      const asked: Promise<unknown>[] = []
      const pick = (at: number) => {
        const underWay = calls.filter(({ isOver }) => !isOver)
        return underWay[at % underWay.length]
      }
      for (const event of happening) {
        if ('ask' in event) {
          const abort = new AbortController()
          aborts.push(abort)
          asked.push((await opened.ask('x', { priority: event.ask, signal: abort.signal })).ended)
        } else if ('end' in event) end(pick(event.end), event.outcome)
        else if ('abort' in event) aborts[event.abort % aborts.length]?.abort(new Error('stop'))
        else await clock.advance(event.ms)
        expect(calls.filter(({ startedAt }) => startedAt > clock.now() - MINUTE).length).toBeLessThanOrEqual(20)
      }
      await opened.settle()
      while (window.state().inFlight + window.state().waiting > 0) {
        end(pick(0), 'ok')
        await clock.advance(10_000)
      }
      await Promise.all(asked)
      expect(opened.exceeded()).toBe(0)
    }),
    { numRuns: 60 },
  )
})
