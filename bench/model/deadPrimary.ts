/**
 * A first provider that takes calls and never answers, a healthy second one: once the breaker of the first is open,
 * the 95th percentile of all further requests, breaker probes included, against the second provider alone.
 *
 *   node --conditions=production --import tsx bench/model/deadPrimary.ts [--json] [--requests 600] [--seed 1]
 */

import { bench } from '../report.js'
import { runDeadPrimary } from './harness/runDeadPrimary.js'

const target = 1.1

await bench({ requests: 600, seed: 1 }, async ({ requests, seed }) => {
  const result = await runDeadPrimary({ seed, requests })
  const isMet = result.ratio <= target
  return {
    figures: { ...result, target },
    isMet,
    text:
      `The breaker opened after ${result.callsUntilOpen} calls and ${result.msUntilOpen.toFixed(0)} ms. Then ` +
      `${result.requests} requests, ${result.callsAfter} of them probes: median ${result.behindMedianMs.toFixed(1)} ms, ` +
      `p95 ${result.behindP95Ms.toFixed(1)} ms, slowest ${result.behindSlowestMs.toFixed(0)} ms (a call may take ${result.timeoutMs}); ` +
      `the second provider alone ${result.aloneMedianMs.toFixed(1)} and ${result.aloneP95Ms.toFixed(1)} ms.\n` +
      `${result.ratio.toFixed(3)}x at the 95th percentile; target at most ${target}x.`,
  }
})
