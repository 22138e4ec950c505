/**
 * Workers at work for half an hour, the model failing one call in five. Targets: the memory of each process is flat, what is
 * alive after a garbage collection and what the system gave, lowest of the second quarter of the time against lowest of the
 * last; so are connections; nearly every run completes, none is ever open past its deadline, and every number agrees.
 * Some hundred runs must be over before the second quarter, until when code and caches fill: a few minutes are too short.
 *
 *   node --conditions=production --import tsx bench/queue/soak.ts [--json] [--minutes 30]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../src/database/adapter.js'
import { countEffects } from '../../test/chaos/countEffects.js'
import { idleTransactions } from '../../test/chaos/faults/idleTransactions.js'
import { seededFaults } from '../../test/chaos/faults/seededFaults.js'
import { WorkerTeam } from '../../test/chaos/processes/WorkerTeam.js'
import { addPositions } from '../../test/integration/helpers/addPositions.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { requestRun } from '../../test/integration/runs/helpers/requestRun.js'
import { waitFor } from '../../test/shared/waitFor.js'
import { bench, median } from '../report.js'
import { growthOf, HeapReports, sampleProcesses } from './harness/processMemory.js'

const size = 2
const openRuns = 4
const leaseSeconds = 10
const targets = {
  /**
   * Megabytes alive after a collection, where garbage does not count. What is under way makes a floor differ by up to one
   * from the next; beyond that, at ten an hour, a worker would take a day to need as much again as it needs to load.
   */
  live: { noise: 1, perHour: 10 },
  /**
   * Megabytes that the system gave, of which V8 and malloc keep more than they need for a while. What grows there and is
   * not alive would be a leak outside of JavaScript.
   */
  rss: { noise: 10, perHour: 40 },
  moreConnections: 2,
  completedShare: 0.95,
}

await bench({ minutes: 30 }, async ({ minutes }) => {
  const totalMs = minutes * 60_000
  const everyMs = Math.min(10_000, totalMs / 40)

  const host = await startTestPayload({
    model: { latencyMs: 100, faults: seededFaults(1).faults },
    options: { steps: { leaseSeconds }, drillSeries: { maxPositionsPerPhase: 100 } },
  })
  const heaps = new HeapReports()
  const team = new WorkerTeam({
    host,
    size,
    env: { CONCURRENCY: '3', LEASE_SECONDS: String(leaseSeconds), ...heaps.env },
  })
  const count = async (rows: ReturnType<typeof sql>): Promise<number> => {
    const { rows: counts } = await poolOf(host.payload).execute(sql`select count(*)::int as count from ${rows}`)
    return Number(counts[0]?.count)
  }

  interface Sample {
    /** Of each process, in megabytes. */
    live: number[]
    rss: number[]
    connections: number
    /** Runs that are open though their deadline has passed. */
    overdue: number
  }

  const isFlat = ({ growth }: { growth: number }, target: { noise: number; perHour: number }): boolean =>
    growth <= target.noise + target.perHour * (totalMs / 2 / 3_600_000)

  const takeSample = async (): Promise<Sample> => ({
    live: await heaps.ask(team.pids()),
    rss: await sampleProcesses(team.pids()),
    connections: await count(sql`pg_stat_activity where datname = current_database()`),
    overdue: await count(
      sql`generation_runs where deadline_at < now() and status not in ('completed', 'partial', 'failed', 'cancelled')`,
    ),
  })

  try {
    await addPositions({ payload: host.payload, counts: { opening: 60 } })
    await team.start()
    const samples: Sample[] = []
    const startedAt = performance.now()
    let requested = 0
    for (let sampledAt = startedAt; performance.now() - startedAt < totalMs; ) {
      const { runs, ended } = await countEffects(host)
      for (let open = runs - ended; open < openRuns; open += 1) {
        await requestRun(host, { targetDrillCount: 20, seed: requested })
        requested += 1
      }
      await wait(Math.min(250, everyMs))
      if (performance.now() - sampledAt < everyMs) continue
      sampledAt = performance.now()
      samples.push(await takeSample())
    }
    await waitFor('all runs to end', async () => (await countEffects(host)).ended === requested, {
      deadlineMs: 120_000,
    })
    const processes = team.pids().map((_, index) => {
      const of = (kind: 'live' | 'rss') => growthOf(samples.map((sample) => sample[kind][index] ?? Number.NaN))
      return { live: of('live'), rss: of('rss') }
    })
    await team.stop()
    const connectionsOf = (quarter: number) =>
      median(
        samples
          .slice((samples.length * (quarter - 1)) / 4, (samples.length * quarter) / 4)
          .map(({ connections }) => connections),
      )
    const connections = { second: connectionsOf(2), last: connectionsOf(4) }
    const effects = await countEffects(host)
    const left = await idleTransactions(host)
    const overdue = Math.max(...samples.map((sample) => sample.overdue))
    const isMet =
      processes.every(({ live, rss }) => isFlat(live, targets.live) && isFlat(rss, targets.rss)) &&
      connections.last <= connections.second + targets.moreConnections &&
      effects.ended === requested &&
      effects.completed >= requested * targets.completedShare &&
      overdue === 0 &&
      effects.drills > 0 &&
      effects.generated === effects.drills &&
      effects.usageCalls === effects.ledgerRows &&
      left === 0
    const result = {
      minutes,
      runs: requested,
      completed: effects.completed,
      drills: effects.drills,
      ...{ overdue, processes, connections, targets, samples },
    }
    const line = (name: string, { quarters, growth }: ReturnType<typeof growthOf>) =>
      `${name} ${quarters.map((mb) => mb.toFixed(1)).join(', ')} (${(growth / (totalMs / 2 / 3_600_000)).toFixed(1)} MB/h)`
    return {
      figures: result,
      isMet,
      text:
        `${requested} runs in ${minutes} minutes, ${effects.completed} completed with ${effects.drills} drills, ` +
        `${overdue} past their deadline.\nMB of each worker, lowest of each quarter:\n` +
        `${processes.map(({ live, rss }) => `  ${line('alive', live)}; ${line('of the system', rss)}\n`).join('')}` +
        `Connections: ${connections.second}, then ${connections.last}.`,
    }
  } finally {
    await team.stop()
    await host.stop()
    heaps.remove()
  }
})
