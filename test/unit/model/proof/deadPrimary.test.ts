import { expect, test } from 'vitest'
import { runDeadPrimary } from '../../../../bench/modelLayer/runDeadPrimary.js'

test('once the breaker of a provider that hangs is open, only the few requests that try it take longer, by one timeout', async () => {
  const dead = await runDeadPrimary({ seed: 1, requests: 60 })
  expect(dead.callsUntilOpen).toBeGreaterThanOrEqual(5)
  expect(dead.callsUntilOpen).toBeLessThanOrEqual(10)
  expect(dead.callsAfter).toBeLessThanOrEqual(3)
  // The bench measures the 95th percentile; with few requests on a busy machine only the median can be relied on.
  expect(dead.behindMedianMs).toBeLessThan(dead.aloneMedianMs * 1.25)
  // One that tries waits once, and then asks the second provider.
  expect(dead.mostCallsAfter).toBeLessThanOrEqual(2)
}, 30_000)
