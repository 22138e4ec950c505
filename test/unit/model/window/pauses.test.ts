import { expect, test } from 'vitest'
import type { Attempt } from '../../../../src/model/Attempt.js'
import { openWindow } from './openWindow.js'

const MINUTE = 60_000

test('Retry-After holds everyone back, and then the smaller limit lets them in', async () => {
  const opened = openWindow({ concurrency: 4, maxConcurrency: 4 })
  await opened.askAll('abcdefgh')
  opened.call('a').fail('rate-limited', { retryAfterMs: 7000 })
  for (const name of 'bcd') opened.call(name).fail('rate-limited')
  await opened.settle()
  expect(opened.window.state()).toEqual({ limit: 2, inFlight: 0, waiting: 4, heldMs: 7000 })
  await opened.clock.advance(6999)
  expect(opened.names()).toBe('abcd')
  expect(opened.window.state().heldMs).toBe(1)
  await opened.clock.advance(1)
  expect(opened.names()).toBe('abcdef')
  expect(opened.window.state().heldMs).toBe(0)
})

test('those that wait for their rate are held back as well, by as few as the limit allows by then', async () => {
  const opened = openWindow({ concurrency: 4, maxConcurrency: 4, requestsPerMinute: 2 })
  await opened.askAll('abcdef')
  expect(opened.names()).toBe('ab')
  await opened.clock.advance(50_000)
  opened.call('a').fail('rate-limited', { retryAfterMs: 20_000 })
  await opened.clock.advance(19_999)
  expect(opened.names()).toBe('ab')
  await opened.clock.advance(1)
  // The limit is 2, and `b` is still in flight.
  expect(opened.names()).toBe('abc')
})

test('a later, shorter pause does not shorten a longer one', async () => {
  const opened = openWindow()
  await opened.askAll('abcd')
  opened.call('a').fail('rate-limited', { retryAfterMs: 9000 })
  opened.call('b').fail('rate-limited', { retryAfterMs: 1000 })
  await opened.settle()
  expect(opened.window.state().heldMs).toBe(9000)
})

test('nobody is held for more than a minute', async () => {
  const opened = openWindow()
  await opened.ask('a')
  opened.call('a').fail('rate-limited', { retryAfterMs: 3_600_000 })
  await opened.settle()
  expect(opened.window.state().heldMs).toBe(MINUTE)
})

test.each<[string, Partial<Attempt>]>([
  ['requests', { rateLimit: { remainingRequests: 0, resetRequestsMs: 4000, remainingTokens: 9, resetTokensMs: 8000 } }],
  ['tokens', { rateLimit: { remainingRequests: 9, resetRequestsMs: 8000, remainingTokens: 0, resetTokensMs: 4000 } }],
])('when no %s are left, all wait until there are again', async (_, facts) => {
  const opened = openWindow()
  await opened.askAll('abcd')
  opened.call('a').answer(facts)
  await opened.settle()
  expect(opened.window.state().heldMs).toBe(4000)
  expect(opened.names()).toBe('abc')
  await opened.clock.advance(4000)
  expect(opened.names()).toBe('abcd')
})

test.each([
  ['shorter', 2000],
  ['longer', 50_000],
])(
  'what a 429 itself asks for counts before the reset times beside it, also when it is %s',
  async (_, retryAfterMs) => {
    const opened = openWindow()
    await opened.ask('a')
    opened.call('a').fail('rate-limited', {
      retryAfterMs,
      rateLimit: { remainingRequests: 0, resetRequestsMs: 40_000, remainingTokens: 0, resetTokensMs: 30_000 },
    })
    await opened.settle()
    expect(opened.window.state().heldMs).toBe(retryAfterMs)
  },
)

test('a 429 that asks for nothing itself holds everyone until there is something left again', async () => {
  const opened = openWindow()
  await opened.ask('a')
  opened.call('a').fail('rate-limited', { rateLimit: { remainingRequests: 0, resetRequestsMs: 40_000 } })
  await opened.settle()
  expect(opened.window.state().heldMs).toBe(40_000)
})

test('as long as something is left, or nobody says for how long, nobody waits', async () => {
  const opened = openWindow()
  await opened.askAll('abcde')
  opened.call('a').answer({ rateLimit: { remainingRequests: 1, resetRequestsMs: 4000 } })
  opened.call('b').answer({ rateLimit: { remainingRequests: 0 } })
  await opened.settle()
  expect(opened.names()).toBe('abcde')
})

test('a server that is down and says when it will be back is not a reason to hold everyone', async () => {
  const opened = openWindow()
  await opened.askAll('abcd')
  opened.call('a').fail('unavailable', { retryAfterMs: 4000 })
  opened.call('b').answer()
  await opened.settle()
  expect(opened.names()).toBe('abcd')
})
