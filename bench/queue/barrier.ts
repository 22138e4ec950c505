/**
 * 300 steps whose calls take 0.2 to 3 s, 50 in flight: from the first to the last, against the ideal of 50 calls at once
 * and nothing else to do. Then as many jobs of stock Payload that make the same calls and leave the same drills, 50 at
 * once too: it takes jobs in batches and waits for the slowest of each. Targets: ours takes at most 1.3 times the ideal,
 * and less than stock.
 *
 *   node --conditions=production --import tsx bench/queue/barrier.ts [--json] [--steps 300] [--seed 1]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../src/database/adapter.js'
import { seededRandom } from '../../test/shared/seededRandom.js'
import { bench } from '../report.js'
import type { EqualStep } from './harness/equalStep.js'
import { QueueProcess } from './harness/QueueProcess.js'
import type { QueueSystem } from './harness/queueRunner.js'
import { exampleStep, queueEqualSteps, startBenchHost } from './harness/startBenchHost.js'

const inFlight = 50
const target = 1.3
const giveUpMs = 120_000

/** How long calls of these times take when so many go on at once and the next begins as soon as one ends. */
const idealMs = (times: readonly number[], inFlight: number): number => {
  const slots = Array.from({ length: inFlight }, () => 0)
  for (const ms of times) {
    const next = slots.indexOf(Math.min(...slots))
    slots[next] = (slots[next] ?? 0) + ms
  }
  return Math.max(...slots)
}

await bench({ steps: 300, seed: 1 }, async ({ steps, seed }) => {
  const latencies = Array.from({ length: steps }, (_, call) => 200 + seededRandom(seed, call) * 2800)

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
    const result = { steps, inFlight, maxInFlight: model.maxInFlight(), idealMs: ideal, ours, stock, target }
    const line = (name: string, { done, ms, ratio }: typeof ours) =>
      `${name}: ${done} of ${steps} in ${(ms / 1000).toFixed(1)} s, ${ratio.toFixed(2)}x.\n`
    return {
      figures: result,
      isMet,
      text:
        `Ideal for ${steps} steps, ${inFlight} in flight: ${(ideal / 1000).toFixed(1)} s.\n${line('Ours', ours)}` +
        `${line('Stock Payload', stock)}At most ${result.maxInFlight} calls were in flight.\nTarget: at most ${target}x.`,
    }
  } finally {
    await worker.kill()
    await host.stop()
  }
})
