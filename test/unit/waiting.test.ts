import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDoorbell } from '../../src/waiting.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const watched = (waiting: Promise<void>) => {
  const over = vi.fn()
  waiting.then(over)
  return over
}
const settle = () => vi.advanceTimersByTimeAsync(0)

test('a ring wakes one of those who wait, the first, and nobody else', async () => {
  const bell = createDoorbell()
  const [first, second] = [watched(bell.wait(1000)), watched(bell.wait(1000))]
  bell.ring()
  await settle()
  expect(first).toHaveBeenCalled()
  expect(second).not.toHaveBeenCalled()
})

test('without a ring a wait ends by itself, not sooner', async () => {
  const over = watched(createDoorbell().wait(1000))
  await vi.advanceTimersByTimeAsync(999)
  expect(over).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(over).toHaveBeenCalled()
})

test('rings that nobody waits for spare the next wait, once', async () => {
  const bell = createDoorbell()
  bell.ring()
  bell.ring()
  const [spared, waits] = [watched(bell.wait(1000)), watched(bell.wait(1000))]
  await settle()
  expect(spared).toHaveBeenCalled()
  expect(waits).not.toHaveBeenCalled()
})

test('a wait that timed out takes no ring from others', async () => {
  const bell = createDoorbell()
  watched(bell.wait(10))
  const other = watched(bell.wait(1000))
  await vi.advanceTimersByTimeAsync(10)
  bell.ring()
  await settle()
  expect(other).toHaveBeenCalled()
})

test('closing wakes everybody, and nobody waits any more', async () => {
  const bell = createDoorbell()
  const waits = [watched(bell.wait(1000)), watched(bell.wait(1000))]
  bell.close()
  waits.push(watched(bell.wait(1000)), watched(bell.wait(1000)))
  await settle()
  for (const over of waits) expect(over).toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})
