import { expect, test } from 'vitest'
import { ProviderOpen } from '../../../../src/model/failures.js'
import { createWindow } from '../../../../src/model/policies/window.js'
import { FakeClock } from '../FakeClock.js'
import { openWindow } from './openWindow.js'

const MINUTE = 60_000
const zero = { promptTokens: 0, cachedTokens: 0, cacheWriteTokens: 0, completionTokens: 0, reasoningTokens: 0 }

test('no more requests than allowed are sent in any span of a minute', async () => {
  const opened = openWindow({ requestsPerMinute: 4 })
  await opened.askAll('abcdefghij')
  for (let second = 0; second < 200; second++) {
    for (const call of opened.calls) if (!call.isOver) call.answer()
    await opened.clock.advance(1000)
  }
  expect(opened.names()).toBe('abcdefghij')
  const starts = opened.calls.map(({ startedAt }) => startedAt)
  expect(starts.slice(0, 4)).toEqual([0, 0, 0, expect.any(Number)])
  for (const start of starts) {
    expect(starts.filter((other) => other >= start && other < start + MINUTE).length).toBeLessThanOrEqual(4)
  }
  expect(starts.at(-1)).toBeLessThan(2.1 * MINUTE)
})

test('what could be written counts as written until the answer says what was', async () => {
  const opened = openWindow({ tokensPerMinute: 1000 })
  await opened.askAll('abc', { maxOutputTokens: 399 })
  expect(opened.names()).toBe('ab')
  opened.call('a').answer({ usage: { ...zero, promptTokens: 50, completionTokens: 150 } })
  await opened.settle()
  expect(opened.names()).toBe('abc')
  opened.call('b').answer({ usage: { ...zero, promptTokens: 1, completionTokens: 399 } })
  await opened.ask('d')
  await opened.ask('e')
  expect(opened.names()).toBe('abc')
  await opened.clock.advance(MINUTE)
  expect(opened.names()).toBe('abcde')
})

test('tokens of a call that timed out stay counted; a call that was turned away took none', async () => {
  const opened = openWindow({ tokensPerMinute: 1000, maxConcurrency: 8, concurrency: 8 })
  await opened.ask('a', { maxOutputTokens: 800 })
  await opened.ask('b', { maxOutputTokens: 800 })
  opened.call('a').fail('timeout')
  await opened.settle()
  expect(opened.names()).toBe('a')
  await opened.clock.advance(MINUTE)
  expect(opened.names()).toBe('ab')
  await opened.ask('c', { maxOutputTokens: 800 })
  opened.call('b').fail('rate-limited')
  await opened.settle()
  expect(opened.names()).toBe('abc')
})

test('a provider that was open took neither request nor tokens', async () => {
  const opened = openWindow({ requestsPerMinute: 1, tokensPerMinute: 100 })
  await opened.ask('a', { maxOutputTokens: 90 })
  await opened.ask('b', { maxOutputTokens: 90 })
  expect(opened.names()).toBe('a')
  opened.call('a').throws(new ProviderOpen('local', 1000, 'it failed'))
  await opened.settle()
  expect(opened.names()).toBe('ab')
})

test('a request larger than the whole limit is sent alone instead of waiting for ever', async () => {
  const opened = openWindow({ tokensPerMinute: 1000 })
  await opened.ask('a', { maxOutputTokens: 10 })
  await opened.ask('b', { maxOutputTokens: 5000 })
  await opened.ask('c', { maxOutputTokens: 10 })
  expect(opened.names()).toBe('a')
  await opened.clock.advance(MINUTE)
  expect(opened.names()).toBe('ab')
  await opened.clock.advance(MINUTE - 1)
  expect(opened.names()).toBe('ab')
  await opened.clock.advance(1)
  expect(opened.names()).toBe('abc')
})

test('prompts are not counted where there is no limit to keep', async () => {
  const countTokens = () => {
    throw new Error('counted')
  }
  const window = createWindow({
    limits: { concurrency: 1, maxConcurrency: 1 },
    clock: new FakeClock(),
    countTokens,
  })
  await window.admit({ messages: [], maxOutputTokens: 10 }, () => Promise.resolve())
  expect(window.state().inFlight).toBe(1)
})
