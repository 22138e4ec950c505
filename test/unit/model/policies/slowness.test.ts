import { expect, test } from 'vitest'
import { createSlowness } from '../../../../src/model/policies/adaptiveLimit.js'
import { attemptOf } from '../window/openWindow.js'

const answered = (ms: number, completionTokens: number, model = 'big-1') =>
  attemptOf('ok', {
    ms,
    model,
    usage: { promptTokens: 500, cachedTokens: 0, cacheWriteTokens: 0, completionTokens, reasoningTokens: 0 },
  })

const after = (slowness: ReturnType<typeof createSlowness>, attempt: ReturnType<typeof answered>, calls: number) => {
  let last = 0
  for (let call = 0; call < calls; call++) last = slowness(attempt)
  return last
}

test('the first calls say nothing, however different they are', () => {
  const slowness = createSlowness()
  expect(after(slowness, answered(100, 400), 4)).toBe(1)
  expect(after(slowness, answered(90_000, 400), 5)).toBe(1)
})

test('answers of the same speed are no slower, long or short', () => {
  const slowness = createSlowness()
  after(slowness, answered(1100, 1000), 20)
  expect(after(slowness, answered(4100, 4000), 50)).toBeCloseTo(1, 1)
  expect(after(slowness, answered(150, 50), 50)).toBeCloseTo(1, 1)
})

test('a provider that takes five times as long is seen to, soon', () => {
  const slowness = createSlowness()
  after(slowness, answered(1000, 400), 20)
  expect(after(slowness, answered(5000, 400), 12)).toBeGreaterThan(3)
})

test('one slow answer among quick ones changes little', () => {
  const slowness = createSlowness()
  after(slowness, answered(1000, 400), 20)
  expect(slowness(answered(10_000, 400))).toBeLessThan(2)
})

test('where no tokens are reported, the time alone counts', () => {
  const slowness = createSlowness()
  after(slowness, attemptOf('ok', { ms: 1000 }), 20)
  expect(after(slowness, attemptOf('ok', { ms: 5000 }), 20)).toBeGreaterThan(3)
})

test('a small, quick model beside a large one does not make the large one seem slow', () => {
  const slowness = createSlowness()
  after(slowness, answered(100, 400, 'small-1'), 20)
  expect(after(slowness, answered(4000, 400), 20)).toBeCloseTo(1)
})

test('a provider that stays slow is judged by what it does now, in the end', () => {
  const slowness = createSlowness()
  after(slowness, answered(1000, 400), 20)
  expect(after(slowness, answered(5000, 400), 1000)).toBeLessThan(1.2)
})
