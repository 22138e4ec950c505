import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPositions } from '../integration/addPositions.js'
import { readRun } from '../integration/runs/readRun.js'
import { requestRun } from '../integration/runs/requestRun.js'
import { runEnded } from '../integration/runs/runEnded.js'
import { startTestPayload, type TestPayload } from '../integration/startTestPayload.js'
import { type OwnPostgres, startOwnPostgres } from '../integration/worker/startOwnPostgres.js'
import { seededRandom } from '../seededRandom.js'
import { waitFor } from '../waitFor.js'
import { countEffects } from './countEffects.js'
import { idleTransactions } from './idleTransactions.js'
import { seededFaults } from './seededFaults.js'
import { WorkerTeam } from './WorkerTeam.js'

const size = 2
const concurrency = 2
const firstSeed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000)
const faults = seededFaults(firstSeed)
const drills = 24

let own: OwnPostgres
let host: TestPayload
let team: WorkerTeam
/** Calls that may have been paid for in vain: those the killed had under way. */
let mayBeLost = 0

beforeAll(async () => {
  own = await startOwnPostgres()
  host = await startTestPayload({
    dataDir: own.dataDir,
    model: { latencyMs: 60, faults: faults.faults },
    options: { steps: { leaseSeconds: 2 }, drillSeries: { maxPositionsPerPhase: 100 } },
  })
  await addPositions({ payload: host.payload, counts: { opening: 30 } })
  team = new WorkerTeam({ host, size, env: { CONCURRENCY: String(concurrency) } })
  await team.start()
})
afterAll(async () => {
  await team?.stop()
  await host?.stop()
  await own?.stop()
})

const expectExact = async () => {
  const effects = await countEffects(host)
  const { requested, runs, steps } = effects
  expect(effects).toMatchObject({
    ...{ completed: runs, finishes: runs, done: steps, openSteps: 0 },
    ...{ generated: requested, drills: requested, items: requested, places: requested },
    usageCalls: effects.ledgerRows,
  })
  // Effects at the model against the ledger: no call is missing from it but those that were cut off.
  expect(host.model.requests().length).toBeGreaterThanOrEqual(effects.ledgerRows)
  expect(faults.goodCalls() - effects.goodRows).toBeLessThanOrEqual(mayBeLost)
  // An answer that came is asked for again only where a worker, too slow on a busy machine, lost its lease with it.
  expect(effects.goodRows - steps).toBeLessThanOrEqual(effects.reclaims)
}

const seeds = Array.from({ length: 10 }, (_, index) => firstSeed + index)

test.each(seeds)(
  'a worker killed at a random moment, the model failing: every step is done once (seed %i)',
  async (seed) => {
    await team.spareReady()
    const { id } = await requestRun(host, { targetDrillCount: drills, batchSize: 2, seed })
    await waitFor('work to begin', async () => (await readRun(host, id)).run.status === 'running')
    await wait(seededRandom(seed, 'moment') * 600)
    mayBeLost += concurrency
    await team.kill(Math.floor(seededRandom(seed, 'who') * size))
    if (seed === seeds[5]) {
      mayBeLost += size * concurrency
      await own.halt()
      await own.resume()
    }
    expect((await runEnded(host, id)).run.status).toBe('completed')
    await expectExact()
  },
)

test('nothing is left behind: no open transaction, no wake-up', async () => {
  const waiting = { processing: { equals: false }, completedAt: { exists: false }, hasError: { not_equals: true } }
  await waitFor('an empty queue', async () => {
    const { totalDocs } = await host.payload.count({ collection: 'payload-jobs', where: waiting })
    return totalDocs === 0
  })
  expect(await idleTransactions(host)).toBe(0)
})
