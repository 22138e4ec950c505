import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBell, createRateWindow } from '../../../../src/model/policies/rateWindow.js'
import { FakeClock } from '../FakeClock.js'

const MINUTE = 60_000

test('so much is let through, and the rest waits until enough of it is a minute old', async () => {
  const clock = new FakeClock()
  const rate = createRateWindow({ perMinute: 100, clock })
  rate.charge(40)
  await clock.advance(10_000)
  rate.charge(60)
  expect(rate.waitMs(40)).toBe(50_000)
  expect(rate.waitMs(41)).toBe(60_000)
  await clock.advance(49_999)
  expect(rate.waitMs(40)).toBe(1)
  await clock.advance(1)
  expect(rate.waitMs(40)).toBe(0)
  expect(rate.waitMs(41)).toBe(10_000)
})

test('a charge that turns out smaller makes room at once, a larger one takes it', () => {
  const rate = createRateWindow({ perMinute: 100, clock: new FakeClock() })
  const charge = rate.charge(90)
  expect(rate.waitMs(20)).toBe(MINUTE)
  charge.amount = 30
  expect(rate.waitMs(70)).toBe(0)
  charge.amount = 95
  expect(rate.waitMs(6)).toBe(MINUTE)
})

test('more than the whole limit waits for an empty window, and then keeps others out', async () => {
  const clock = new FakeClock()
  const rate = createRateWindow({ perMinute: 100, clock })
  const small = rate.charge(1)
  await clock.advance(5000)
  expect(rate.waitMs(500)).toBe(55_000)
  small.amount = 0
  expect(rate.waitMs(500)).toBe(0)
  rate.charge(500)
  expect(rate.waitMs(1)).toBe(MINUTE)
})

test('without a limit nothing waits', () => {
  const rate = createRateWindow({ clock: new FakeClock() })
  for (let charges = 0; charges < 1000; charges++) rate.charge(1e9)
  expect(rate.waitMs(1e9)).toBe(0)
})

test('no span of a minute holds more than the limit, whenever the calls come', async () => {
  const calls = fc.array(fc.record({ afterMs: fc.nat(40_000), amount: fc.integer({ min: 1, max: 100 }) }), {
    minLength: 5,
    maxLength: 40,
  })
  await fc.assert(
    fc.asyncProperty(calls, async (wanted) => {
      const clock = new FakeClock()
      const rate = createRateWindow({ perMinute: 100, clock })
      const sent: { atMs: number; amount: number }[] = []
      for (const { afterMs, amount } of wanted) {
        await clock.advance(afterMs)
        const waitMs = rate.waitMs(amount)
        await clock.advance(waitMs)
        expect(rate.waitMs(amount)).toBe(0)
        rate.charge(amount)
        sent.push({ atMs: clock.now(), amount })
      }
      for (const { atMs } of sent) {
        const span = sent.filter((other) => other.atMs >= atMs && other.atMs < atMs + MINUTE)
        expect(span.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(100)
      }
    }),
    { numRuns: 50 },
  )
})

test('a wait ends when its time has passed', async () => {
  const clock = new FakeClock()
  await clock.run(createBell(clock).wait(5000))
  expect(clock.now()).toBe(5000)
})

test('a ring ends the waits of that moment, and only those', async () => {
  const clock = new FakeClock()
  const bell = createBell(clock)
  const first = bell.wait(5000)
  const second = bell.wait(Number.POSITIVE_INFINITY, new AbortController().signal)
  bell.ring()
  await Promise.all([first, second])
  expect(clock.pending).toBe(0)
  const third = bell.wait(5000)
  expect(clock.pending).toBe(1)
  await clock.run(third)
})

test('an aborted wait rejects at once, with the reason of its signal', async () => {
  const clock = new FakeClock()
  const bell = createBell(clock)
  const abort = new AbortController()
  const reason = new Error('cancelled')
  const wait = bell.wait(5000, abort.signal)
  abort.abort(reason)
  await expect(wait).rejects.toBe(reason)
  await expect(bell.wait(5000, abort.signal)).rejects.toBe(reason)
  expect(clock.pending).toBe(0)
})
