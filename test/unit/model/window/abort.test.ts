import { expect, test } from 'vitest'
import { ModelCallFailed } from '../../../../src/model/failures.js'
import type { ProviderLimits } from '../../../../src/model/Provider.js'
import { openWindow } from './openWindow.js'

const MINUTE = 60_000

const reason = new Error('cancelled by its owner')

test.each<[string, Partial<ProviderLimits>]>([
  ['a slot', { concurrency: 1 }],
  ['its rate', { requestsPerMinute: 1 }],
])('a request that waits for %s leaves at once, with the reason, and the next takes its place', async (_, limits) => {
  const opened = openWindow(limits)
  const abort = new AbortController()
  await opened.ask('a')
  const next = await opened.ask('b', { signal: abort.signal })
  const later = await opened.ask('c', { signal: abort.signal })
  await opened.ask('d')
  abort.abort(reason)
  expect(await next.ended).toEqual({ error: reason })
  expect(await later.ended).toEqual({ error: reason })
  expect(opened.window.state()).toMatchObject({ inFlight: 1, waiting: 1 })
  opened.call('a').answer()
  await opened.clock.advance(MINUTE)
  expect(opened.names()).toBe('ad')
})

test('a request that waits out a pause leaves at once', async () => {
  const opened = openWindow()
  const abort = new AbortController()
  await opened.ask('a')
  opened.call('a').fail('rate-limited', { retryAfterMs: 30_000 })
  await opened.settle()
  const waiting = await opened.ask('b', { signal: abort.signal })
  abort.abort(reason)
  expect(await waiting.ended).toEqual({ error: reason })
  expect(opened.clock.pending).toBe(0)
})

test('a request that is already aborted is not sent', async () => {
  const opened = openWindow()
  const { ended } = await opened.ask('a', { signal: AbortSignal.abort(reason) })
  expect(await ended).toEqual({ error: reason })
  expect(opened.calls).toEqual([])
})

test('a request that is aborted after it was admitted and before it is sent costs nothing of the rate', async () => {
  const opened = openWindow({ requestsPerMinute: 1 })
  const abort = new AbortController()
  const { ended } = await opened.ask('a', { signal: abort.signal })
  abort.abort(reason)
  opened.call('a').throws(reason)
  expect(await ended).toEqual({ error: reason })
  await opened.ask('b')
  expect(opened.names()).toBe('ab')
})

test('a call in flight keeps its slot until it has really ended, and its own failure comes through', async () => {
  const opened = openWindow({ concurrency: 1 })
  const abort = new AbortController()
  const { ended } = await opened.ask('a', { signal: abort.signal })
  await opened.ask('b')
  abort.abort(reason)
  await opened.settle()
  expect(opened.names()).toBe('a')
  opened.call('a').fail('aborted')
  expect(await ended).toEqual({ error: expect.any(ModelCallFailed) })
  await opened.settle()
  expect(opened.names()).toBe('ab')
})

test.each(Array.from({ length: 12 }, (_, microtasks) => microtasks))(
  'a slot that becomes free %i microtasks before the abort is not lost',
  async (microtasks) => {
    const opened = openWindow({ concurrency: 1, maxConcurrency: 1 })
    const abort = new AbortController()
    await opened.ask('a')
    const { ended } = await opened.ask('b', { signal: abort.signal })
    await opened.ask('c')
    opened.call('a').answer()
    for (let passed = 0; passed < microtasks; passed++) await undefined
    abort.abort(reason)
    await opened.settle()
    // Whether it was sent just before or left just in time.
    for (const call of opened.calls) if (call.name === 'b') call.throws(reason)
    expect(await ended).toEqual({ error: reason })
    await opened.settle()
    expect(opened.last().name).toBe('c')
    expect(opened.window.state()).toMatchObject({ inFlight: 1, waiting: 0 })
  },
)
