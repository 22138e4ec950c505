/**
 * 1,000 steps, four workers, a model of whose calls one in five fails. A worker chosen by chance is killed as soon as all
 * are ready, thirty times, and another takes its place; Postgres restarts once in the middle. Every step must be done
 * exactly once and no answer that came be paid for again; what is lost are calls that a killed worker had in flight.
 *
 *   node --conditions=production --import tsx bench/queue/kill.ts [--json] [--seed 1] [--kills 30] [--steps 1000]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { countEffects } from '../../test/chaos/countEffects.js'
import { idleTransactions } from '../../test/chaos/faults/idleTransactions.js'
import { seededFaults } from '../../test/chaos/faults/seededFaults.js'
import { Killings } from '../../test/chaos/processes/Killings.js'
import { WorkerTeam } from '../../test/chaos/processes/WorkerTeam.js'
import { addPositions } from '../../test/integration/helpers/addPositions.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { requestRun } from '../../test/integration/runs/helpers/requestRun.js'
import { startOwnPostgres } from '../../test/integration/worker/startOwnPostgres.js'
import compile from '../../test/setup/compile.js'
import { seededRandom } from '../../test/shared/seededRandom.js'
import { waitFor } from '../../test/shared/waitFor.js'
import { bench } from '../report.js'

const size = 4
const concurrency = 4
const stepsPerRun = 100
/** So long that the work lasts for all kills: loading a process takes seconds. */
const latencyMs = 2500
/** Longer than any process is held up: nobody but the killed loses a lease. */
const leaseSeconds = 10
const timeoutMs = 8000
const deadlineMs = 20 * 60_000

await bench({ seed: 1, kills: 30, steps: 1000 }, async ({ seed, kills, steps }) => {
  const log = (line: string) => process.stderr.write(`${line}\n`)

  // What is killed is what hosts run.
  await compile()
  const faults = seededFaults(seed)
  const own = await startOwnPostgres()
  const host = await startTestPayload({
    dataDir: own.dataDir,
    model: { latencyMs, faults: faults.faults },
    options: { drillSeries: { maxPositionsPerPhase: 1000 } },
  })
  const env = { CONCURRENCY: concurrency, SWEEP_MS: 1000, LEASE_SECONDS: leaseSeconds, TIMEOUT_MS: timeoutMs }
  const team = new WorkerTeam({
    host,
    size,
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)])),
  })
  const killings = new Killings({ host, team, expireLeases: false })
  try {
    await addPositions({ payload: host.payload, counts: { opening: stepsPerRun + 10 } })
    for (let run = 0; run < steps / stepsPerRun; run += 1) {
      await requestRun(host, { targetDrillCount: stepsPerRun, batchSize: 1, seed: run })
    }
    const startedAt = performance.now()
    await team.start()
    let killed = 0
    let overdue = 0
    let openStepsAtRestart = 0
    const look = async () => {
      const effects = await countEffects(host)
      overdue = Math.max(overdue, effects.overdue)
      return effects
    }
    const isOver = async () => (await look()).ended === steps / stepsPerRun
    while (killed < kills && !(await isOver())) {
      await team.spareReady()
      await wait(seededRandom(seed, 'moment', killed) * 500)
      await killings.kill(Math.floor(seededRandom(seed, 'who', killed) * size))
      killed += 1
      log(`${killed} of ${kills} killed, ${(await look()).done} steps done`)
      if (killed === Math.floor(kills / 2)) {
        await team.spareReady()
        openStepsAtRestart = (await look()).openSteps
        await own.halt()
        await own.resume()
        log('Postgres restarted')
      }
    }
    await waitFor('all runs to end', isOver, { deadlineMs, everyMs: 1000 })
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    // The last bills may come a moment later, of calls whose answer nobody needed any more.
    const isBilled = async () => (await killings.summary()).wrong.length === 0
    await waitFor('all bills of those who live', isBilled).catch((error) => log(error.message))
    await team.stop()
    const effects = await look()
    const summary = await killings.summary()
    const result = {
      ...{ seed, workers: size, concurrency, kills: killed, seconds },
      ...effects,
      ...{ overdue, openStepsAtRestart },
      calls: host.model.requests().length,
      /** Calls that were open at the model, and steps they held, when workers were killed. */
      ...{ openCallsAtKills: summary.openCalls, heldStepsAtKills: summary.heldSteps },
      /** Calls that reached the model and not the ledger, all of the killed; and those of workers where that is wrong. */
      ...{ lostCalls: summary.lost, wrong: summary.wrong },
      /** Right answers that never reached the ledger. */
      paidInVain: faults.goodCalls() - effects.goodRows,
      /** Right answers to steps that had one. */
      paidTwice: effects.goodRows - steps,
      idleTransactions: await idleTransactions(host),
    }
    const isMet =
      killed === kills &&
      [effects.done, effects.drills, effects.items, effects.places, effects.generated].every((n) => n === steps) &&
      effects.finishes === effects.runs &&
      effects.usageCalls === effects.ledgerRows &&
      result.calls - (effects.ledgerRows - effects.lostRows) === result.lostCalls &&
      effects.lostRows >= result.lostCalls &&
      result.wrong.length === 0 &&
      result.paidTwice === 0 &&
      result.paidInVain <= result.lostCalls &&
      Math.min(effects.reclaims, result.openCallsAtKills, openStepsAtRestart) > 0 &&
      effects.openSteps + overdue + result.idleTransactions === 0
    return {
      figures: result,
      isMet,
      text:
        `${effects.done} of ${steps} steps done once, ${effects.drills} drills, ${killed} workers killed in ${seconds} s; ` +
        `${effects.reclaims} steps taken over.\n${result.calls} calls, ${effects.ledgerRows} in the ledger; ` +
        `${effects.lostRows} of these as lost: ${result.lostCalls} the killed had in flight, who held ${result.heldStepsAtKills} steps.`,
    }
  } finally {
    await team.stop()
    await host.stop()
    await own.stop()
  }
})
