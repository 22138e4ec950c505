/**
 * Workers at work for half an hour, the model failing one call in five: memory and connections must be flat, that is no
 * higher in the last quarter of the time than in the second, every run must end, and every number agree.
 *
 *   node --conditions=production --import tsx bench/soak.ts [--json] [--minutes 30]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../src/database/postgres.js'
import { countEffects } from '../test/chaos/countEffects.js'
import { idleTransactions } from '../test/chaos/idleTransactions.js'
import { seededFaults } from '../test/chaos/seededFaults.js'
import { WorkerTeam } from '../test/chaos/WorkerTeam.js'
import { addPositions } from '../test/integration/addPositions.js'
import { requestRun } from '../test/integration/runs/requestRun.js'
import { startTestPayload } from '../test/integration/startTestPayload.js'
import { waitFor } from '../test/waitFor.js'
import { median } from './queue/median.js'
import { sampleProcesses } from './queue/sampleProcesses.js'

const size = 2
const openRuns = 4
const leaseSeconds = 10
/** What a heap may grow by before the garbage collector takes its time. */
const maxMemoryRatio = 1.15
const maxMoreConnections = 2

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, minutes: { type: 'string', default: '30' } },
})
const totalMs = Number(options.minutes) * 60_000
const everyMs = Math.min(5000, totalMs / 40)

const host = await startTestPayload({
  model: { latencyMs: 100, faults: seededFaults(1).faults },
  options: { steps: { leaseSeconds }, drillSeries: { maxPositionsPerPhase: 100 } },
})
const team = new WorkerTeam({ host, size, env: { CONCURRENCY: '3', LEASE_SECONDS: String(leaseSeconds) } })
const connections = async (): Promise<number> => {
  const { rows } = await poolOf(host.payload).execute(sql`
    select count(*)::int as count from pg_stat_activity where datname = current_database()`)
  return Number(rows[0]?.count)
}

try {
  await addPositions({ payload: host.payload, counts: { opening: 60 } })
  await team.start()
  const samples: { memoryMb: number; connections: number }[] = []
  const startedAt = performance.now()
  let requested = 0
  for (let sampledAt = startedAt; performance.now() - startedAt < totalMs; ) {
    const { runs, ended } = await countEffects(host)
    for (let open = runs - ended; open < openRuns; open += 1) {
      await requestRun(host, { targetDrillCount: 20, seed: requested })
      requested += 1
    }
    await wait(250)
    if (performance.now() - sampledAt < everyMs) continue
    sampledAt = performance.now()
    samples.push({ memoryMb: Math.max(...(await sampleProcesses(team.pids()))), connections: await connections() })
  }
  await waitFor('all runs to end', async () => (await countEffects(host)).ended === requested, {
    deadlineMs: 120_000,
  })
  await team.stop()
  const quarter = (number: number) =>
    samples.slice(Math.floor((samples.length * (number - 1)) / 4), Math.floor((samples.length * number) / 4))
  const of = (number: number) => ({
    memoryMb: median(quarter(number).map(({ memoryMb }) => memoryMb)),
    connections: median(quarter(number).map((sample) => sample.connections)),
  })
  const [second, last] = [of(2), of(4)]
  const effects = await countEffects(host)
  const left = await idleTransactions(host)
  const isMet =
    last.memoryMb <= second.memoryMb * maxMemoryRatio &&
    last.connections <= second.connections + maxMoreConnections &&
    effects.ended === requested &&
    effects.generated === effects.drills &&
    effects.usageCalls === effects.ledgerRows &&
    left === 0
  const result = {
    minutes: Number(options.minutes),
    runs: requested,
    drills: effects.drills,
    second,
    last,
    samples,
    isMet,
  }
  process.stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `${requested} runs, ${effects.drills} drills in ${options.minutes} minutes.\nMemory of the largest worker: ` +
          `${second.memoryMb} MB in the second quarter, ${last.memoryMb} MB in the last; connections: ${second.connections}, ` +
          `then ${last.connections}. Target, flat: ${isMet ? 'met' : 'missed'}.\n`,
  )
  process.exitCode = isMet ? 0 : 1
} finally {
  await team.stop()
  await host.stop()
}
process.exit()
