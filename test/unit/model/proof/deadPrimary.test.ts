import { expect, test } from 'vitest'
import { runDeadPrimary } from '../../../../bench/modelLayer/runDeadPrimary.js'

test('a provider that hangs costs nobody any time once its breaker is open', async () => {
  const { callsUntilOpen, callsAfter, aloneMedianMs, behindMedianMs } = await runDeadPrimary({ seed: 1, requests: 60 })
  expect(callsUntilOpen).toBeGreaterThanOrEqual(5)
  expect(callsUntilOpen).toBeLessThanOrEqual(10)
  expect(callsAfter).toBeLessThanOrEqual(3)
  // The bench measures the 95th percentile; with few requests on a busy machine only the median can be relied on.
  expect(behindMedianMs).toBeLessThan(aloneMedianMs * 1.25)
}, 30_000)
