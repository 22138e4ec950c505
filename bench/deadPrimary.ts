/**
 * A first provider that takes calls and never answers, a healthy second one: once the breaker of the first is open,
 * the 95th percentile of all further requests, breaker probes included, against the second provider alone.
 *
 *   node --conditions=production --import tsx bench/deadPrimary.ts [--json] [--requests 600] [--seed 1]
 */
import { parseArgs } from 'node:util'
import { runDeadPrimary } from './modelLayer/runDeadPrimary.js'

const target = 1.1

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    requests: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
  },
})

const result = await runDeadPrimary({ seed: Number(options.seed), requests: Number(options.requests) })
const isMet = result.ratio <= target
process.stdout.write(
  options.json
    ? `${JSON.stringify({ ...result, target, isMet })}\n`
    : `The breaker opened after ${result.callsUntilOpen} calls and ${result.msUntilOpen.toFixed(0)} ms. Then ` +
        `${result.requests} requests, ${result.callsAfter} of them probes: median ${result.behindMedianMs.toFixed(1)} ms, ` +
        `p95 ${result.behindP95Ms.toFixed(1)} ms, slowest ${result.behindSlowestMs.toFixed(0)} ms (a call may take ${result.timeoutMs}); the second provider alone ${result.aloneMedianMs.toFixed(1)} and ` +
        `${result.aloneP95Ms.toFixed(1)} ms.\n${result.ratio.toFixed(3)}x at the 95th percentile; target at most ` +
        `${target}x: ${isMet ? 'met' : 'missed'}.\n`,
)
process.exitCode = isMet ? 0 : 1
