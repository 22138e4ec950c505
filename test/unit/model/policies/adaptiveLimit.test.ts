import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attemptOutcomes } from '../../../../src/model/Attempt.js'
import { createAdaptiveLimit } from '../../../../src/model/policies/adaptiveLimit.js'
import { attemptOf } from '../window/openWindow.js'

const limitFrom = (start: number, max = 16) => {
  const limit = createAdaptiveLimit({ start, max })
  const record = (
    outcome: Parameters<typeof attemptOf>[0],
    { wasFull = true, ms = 1000, round = limit.round() } = {},
  ) => limit.record({ attempt: attemptOf(outcome, { ms }), round, wasFull })
  return { ...limit, record }
}

test('it starts where it is told to, within its bounds', () => {
  expect(limitFrom(3).current()).toBe(3)
  expect(limitFrom(9, 4).current()).toBe(4)
  expect(limitFrom(0).current()).toBe(1)
})

test('a round of good answers adds one', () => {
  const limit = limitFrom(4)
  for (let call = 0; call < 5; call++) limit.record('ok')
  expect(limit.current()).toBe(5)
  for (let call = 0; call < 6; call++) limit.record('ok')
  expect(limit.current()).toBe(6)
})

test('it does not grow beyond the maximum', () => {
  const limit = limitFrom(3, 5)
  for (let call = 0; call < 100; call++) limit.record('ok')
  expect(limit.current()).toBe(5)
})

test('it does not grow while it is not used up', () => {
  const limit = limitFrom(3)
  for (let call = 0; call < 100; call++) limit.record('ok', { wasFull: false })
  expect(limit.current()).toBe(3)
})

test.each([
  ['rate-limited', 5],
  ['timeout', 7],
  ['unavailable', 7],
] as const)('of ten, one call that is %s leaves %i', (outcome, left) => {
  const limit = limitFrom(10)
  limit.record(outcome)
  expect(limit.current()).toBe(left)
})

test('it never shrinks below one', () => {
  const limit = limitFrom(3)
  for (let call = 0; call < 20; call++) limit.record('rate-limited')
  expect(limit.current()).toBe(1)
  for (let call = 0; call < 2; call++) limit.record('ok')
  expect(limit.current()).toBe(2)
})

test('calls that started before a decrease do not decrease again; those that started after it do', () => {
  const limit = limitFrom(16)
  const before = limit.round()
  for (let call = 0; call < 10; call++) limit.record('rate-limited', { round: before })
  expect(limit.current()).toBe(8)
  limit.record('rate-limited')
  expect(limit.current()).toBe(4)
})

test('outcomes that say nothing of what the provider bears do not move it', () => {
  const limit = limitFrom(4)
  for (const outcome of attemptOutcomes) {
    if (['ok', 'rate-limited', 'timeout', 'unavailable'].includes(outcome)) continue
    for (let call = 0; call < 20; call++) limit.record(outcome)
  }
  expect(limit.current()).toBe(4)
})

test('it stops growing while answers take more than twice as long as at best', () => {
  const limit = limitFrom(3, 1000)
  for (let call = 0; call < 10; call++) limit.record('ok', { wasFull: false })
  for (let call = 0; call < 15; call++) limit.record('ok', { ms: 2800, wasFull: false })
  for (let call = 0; call < 20; call++) limit.record('ok', { ms: 2800 })
  expect(limit.current()).toBe(3)
})

test('it shrinks gently while answers take more than three times as long as at best', () => {
  const limit = limitFrom(10)
  for (let call = 0; call < 10; call++) limit.record('ok', { wasFull: false })
  const before = limit.round()
  for (let call = 0; call < 20; call++) limit.record('ok', { ms: 8000, round: before })
  expect(limit.current()).toBe(9)
  limit.record('ok', { ms: 8000 })
  expect(limit.current()).toBe(8)
})

test('whatever happens, it is a whole number from one to the maximum', () => {
  const calls = fc.array(
    fc.record({
      outcome: fc.constantFrom(...attemptOutcomes),
      ms: fc.nat(200_000),
      completionTokens: fc.option(fc.nat(20_000), { nil: undefined }),
      wasFull: fc.boolean(),
      age: fc.nat(3),
    }),
    { maxLength: 200 },
  )
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 100 }), fc.integer({ min: 1, max: 64 }), calls, (start, max, ended) => {
      const limit = createAdaptiveLimit({ start, max })
      for (const { outcome, ms, completionTokens, wasFull, age } of ended) {
        const usage =
          completionTokens === undefined
            ? undefined
            : { promptTokens: 1, cachedTokens: 0, cacheWriteTokens: 0, completionTokens, reasoningTokens: 0 }
        limit.record({ attempt: attemptOf(outcome, { ms, usage }), round: limit.round() - age, wasFull })
        expect(Number.isInteger(limit.current())).toBe(true)
        expect(limit.current()).toBeGreaterThanOrEqual(1)
        expect(limit.current()).toBeLessThanOrEqual(max)
      }
    }),
  )
})
