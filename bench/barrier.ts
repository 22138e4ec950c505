/**
 * 300 steps whose calls take 0.2 to 3 s, 50 in flight: from the first to the last, against the ideal of 50 calls at once
 * and nothing else to do. Then as many jobs of stock Payload that make the same calls and leave the same drills, 50 at
 * once too: it takes jobs in batches and waits for the slowest of each. Targets: ours takes at most 1.3 times the ideal,
 * and less than stock.
 *
 *   node --conditions=production --import tsx bench/barrier.ts [--json] [--steps 300] [--seed 1]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../src/database/adapter.js'
import { seededRandom } from './modelLayer/seededRandom.js'
import type { EqualStep } from './queue/doEqualStep.js'
import { exampleStep } from './queue/exampleStep.js'
import { idealMs } from './queue/idealMs.js'
import { QueueProcess } from './queue/QueueProcess.js'
import { queueEqualSteps } from './queue/queueEqualSteps.js'
import type { QueueSystem } from './queue/queueRunner.js'
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

/** The number of calls before those that are measured: both queues get the same latencies in the same order. */
let callsBefore = 0
const host = await startBenchHost({
  positions: steps + 50,
  model: { respond: (_, call) => wait(latencies[(call - 1 - callsBefore) % steps]) },
})
const { payload, model } = host
// As anywhere, the worker does not share its thread with the model.
const worker = new QueueProcess(host)

const countDrills = async (): Promise<number> => {
  const { rows } = await poolOf(payload).execute(sql`select count(*) as count from drills`)
  return Number(rows[0]?.count)
}

const measure = async (system: QueueSystem, step?: EqualStep) => {
  await queueEqualSteps(host, system, steps)
  const drillsBefore = await countDrills()
  callsBefore = model.requests().length
  const startedAt = performance.now()
  await worker.work({ system, concurrency: inFlight, step })
  let done = 0
  while (done < steps && performance.now() - startedAt < giveUpMs) {
    await wait(50)
    done = (await countDrills()) - drillsBefore
  }
  const ms = performance.now() - startedAt
  await worker.rest()
  return { done, ms, ratio: ms / ideal }
}

const ideal = idealMs(latencies, inFlight)
try {
  await worker.ready()
  const example = await exampleStep(host)
  const ours = await measure('coursewright')
  const stock = await measure('payload', { ...example, name: 'stock' })
  const isMet = ours.done === steps && ours.ratio <= target && ours.ms < stock.ms
  const result = { steps, inFlight, maxInFlight: model.maxInFlight(), idealMs: ideal, ours, stock, target, isMet }
  const line = (name: string, { done, ms, ratio }: typeof ours) =>
    `${name}: ${done} of ${steps} in ${(ms / 1000).toFixed(1)} s, ${ratio.toFixed(2)}x.\n`
  process.stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `Ideal for ${steps} steps, ${inFlight} in flight: ${(ideal / 1000).toFixed(1)} s.\n${line('Ours', ours)}` +
          `${line('Stock Payload', stock)}At most ${result.maxInFlight} calls were in flight.\n` +
          `Target at most ${target}x: ${isMet ? 'met' : 'missed'}.\n`,
  )
  process.exitCode = isMet ? 0 : 1
} finally {
  await worker.kill()
  await host.stop()
}
