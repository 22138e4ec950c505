/**
 * 300 steps whose calls take 0.2 to 3 s, 50 in flight: from the first to the last, against the ideal of 50 calls at once
 * and nothing else to do. Stock Payload takes jobs in batches and waits for the slowest of each.
 *
 *   node --conditions=production --import tsx bench/barrier.ts [--json] [--steps 300] [--seed 1]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../src/database/postgres.js'
import { seededRandom } from './modelLayer/seededRandom.js'
import { idealMs } from './queue/idealMs.js'
import { QueueProcess } from './queue/QueueProcess.js'
import { startBenchHost } from './queue/startBenchHost.js'

const inFlight = 50
const target = 1.3
const giveUpMs = 120_000

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    steps: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
  },
})
const steps = Number(options.steps)
const latencies = Array.from({ length: steps }, (_, call) => 200 + seededRandom(options.seed, call) * 2800)

const host = await startBenchHost({
  positions: steps + 50,
  model: { respond: (_, call) => wait(latencies[(call - 1) % steps]) },
})
// As anywhere, the worker does not share its thread with the model.
const worker = new QueueProcess(host)
try {
  await worker.ready()
  await host.queueSteps(steps)
  const startedAt = performance.now()
  await worker.work({ system: 'coursewright', concurrency: inFlight })
  const countDone = async (): Promise<number> => {
    const { rows } = await poolOf(host.payload).execute(sql`select count(*) as count from drills`)
    return Number(rows[0]?.count)
  }
  let done = 0
  while (done < steps && performance.now() - startedAt < giveUpMs) {
    await wait(50)
    done = await countDone()
  }
  const ms = performance.now() - startedAt
  await worker.rest()
  const ideal = idealMs(latencies, inFlight)
  const stockMs = idealBatchesMs(latencies)
  const ratio = ms / ideal
  const isMet = done === steps && ratio <= target
  const result = {
    steps,
    inFlight,
    maxInFlight: host.model.maxInFlight(),
    idealMs: ideal,
    ms,
    ratio,
    stockMs,
    target,
    isMet,
  }
  process.stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `${done} of ${steps} steps, at most ${result.maxInFlight} in flight: ideal ${(ideal / 1000).toFixed(1)} s, took ` +
          `${(ms / 1000).toFixed(1)} s, ${ratio.toFixed(2)}x. Batches of ${inFlight} would take ` +
          `${(stockMs / 1000).toFixed(1)} s, ${(stockMs / ideal).toFixed(2)}x, at best.\nTarget at most ${target}x: ` +
          `${isMet ? 'met' : 'missed'}.\n`,
  )
  process.exitCode = isMet ? 0 : 1
} finally {
  await worker.kill()
  await host.stop()
}

/** Payload's own runner: the next batch begins when the slowest of the last has ended. */
function idealBatchesMs(times: readonly number[]): number {
  let total = 0
  for (let first = 0; first < times.length; first += inFlight) {
    total += Math.max(...times.slice(first, first + inFlight))
  }
  return total
}
