import { expect, test } from 'vitest'
import { createBell } from '../../../../src/model/policies/rateWindow.js'
import { FakeClock } from '../FakeClock.js'

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
