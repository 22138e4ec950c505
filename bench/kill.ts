/**
 * 1,000 steps, four workers, a model of whose calls one in five fails. A worker chosen by chance is killed as soon as all
 * are ready, thirty times, and another takes its place; Postgres restarts once in the middle. Every step must be done
 * exactly once, and no more may be paid for in vain than what the killed had under way.
 *
 *   node --conditions=production --import tsx bench/kill.ts [--json] [--seed 1] [--kills 30] [--steps 1000]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { countEffects } from '../test/chaos/countEffects.js'
import { idleTransactions } from '../test/chaos/idleTransactions.js'
import { seededFaults } from '../test/chaos/seededFaults.js'
import { WorkerTeam } from '../test/chaos/WorkerTeam.js'
import { addPositions } from '../test/integration/addPositions.js'
import { requestRun } from '../test/integration/runs/requestRun.js'
import { startTestPayload } from '../test/integration/startTestPayload.js'
import { startOwnPostgres } from '../test/integration/worker/startOwnPostgres.js'
import { seededRandom } from '../test/seededRandom.js'
import { waitFor } from '../test/waitFor.js'

const size = 4
const concurrency = 4
const stepsPerRun = 100
/** So long that the work lasts for all kills: loading a process takes seconds. */
const latencyMs = 2500
const deadlineMs = 20 * 60_000

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '30' },
    steps: { type: 'string', default: '1000' },
  },
})
const [seed, kills, steps] = [Number(options.seed), Number(options.kills), Number(options.steps)]
const log = (line: string) => process.stderr.write(`${line}\n`)

const faults = seededFaults(seed)
const own = await startOwnPostgres()
const host = await startTestPayload({
  dataDir: own.dataDir,
  model: { latencyMs, faults: faults.faults },
  options: { steps: { leaseSeconds: 2 }, drillSeries: { maxPositionsPerPhase: 1000 } },
})
const team = new WorkerTeam({ host, size, env: { CONCURRENCY: String(concurrency), SWEEP_MS: '1000' } })
try {
  await addPositions({ payload: host.payload, counts: { opening: stepsPerRun + 10 } })
  for (let run = 0; run < steps / stepsPerRun; run += 1) {
    await requestRun(host, { targetDrillCount: stepsPerRun, batchSize: 1, seed: run })
  }
  const startedAt = performance.now()
  await team.start()
  let mayBeLost = 0
  let killed = 0
  const isOver = async () => (await countEffects(host)).ended === steps / stepsPerRun
  while (killed < kills && !(await isOver())) {
    await team.spareReady()
    await wait(seededRandom(seed, 'moment', killed) * 500)
    await team.kill(Math.floor(seededRandom(seed, 'who', killed) * size))
    killed += 1
    mayBeLost += concurrency
    log(`${killed} of ${kills} killed, ${(await countEffects(host)).done} steps done`)
    if (killed === Math.floor(kills / 2)) {
      await own.halt()
      await own.resume()
      mayBeLost += size * concurrency
      log('Postgres restarted')
    }
  }
  await waitFor('all runs to end', isOver, { deadlineMs, everyMs: 1000 })
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  await team.stop()
  const effects = await countEffects(host)
  const result = {
    ...{ seed, workers: size, concurrency, kills: killed, seconds },
    ...effects,
    calls: host.model.requests().length,
    /** Right answers that never reached the ledger. */
    paidInVain: faults.goodCalls() - effects.goodRows,
    /** Answers that came after their worker had lost its lease, and somebody else's had come. */
    paidTwice: effects.goodRows - steps,
    mayBeLost,
    idleTransactions: await idleTransactions(host),
  }
  const isMet =
    killed === kills &&
    [effects.done, effects.drills, effects.items, effects.places, effects.generated].every((n) => n === steps) &&
    effects.finishes === effects.runs &&
    effects.usageCalls === effects.ledgerRows &&
    result.calls >= effects.ledgerRows &&
    result.paidTwice <= effects.reclaims &&
    result.paidInVain <= mayBeLost &&
    effects.openSteps + result.idleTransactions === 0
  if (options.json) process.stdout.write(`${JSON.stringify({ ...result, isMet })}\n`)
  else {
    process.stdout.write(
      `${effects.done} of ${steps} steps done once, ${effects.drills} drills, ${killed} workers killed in ${seconds} s; ` +
        `${effects.reclaims} steps taken over.\n${result.calls} calls, ${effects.ledgerRows} in the ledger; ` +
        `${result.paidInVain} right answers lost, at most ${mayBeLost} may be. Target ${isMet ? 'met' : 'missed'}.\n`,
    )
  }
  process.exitCode = isMet ? 0 : 1
} finally {
  await team.stop()
  await host.stop()
  await own.stop()
}
process.exit()
