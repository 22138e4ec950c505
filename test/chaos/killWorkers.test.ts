import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPositions } from '../integration/helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../integration/helpers/startTestPayload.js'
import { expectSettled } from '../integration/limits/spending.js'
import { requestRun } from '../integration/runs/helpers/requestRun.js'
import { runEnded } from '../integration/runs/helpers/runEnded.js'
import { type OwnPostgres, startOwnPostgres } from '../integration/worker/startOwnPostgres.js'
import { seededRandom } from '../shared/seededRandom.js'
import { waitFor } from '../shared/waitFor.js'
import { countEffects } from './countEffects.js'
import { idleTransactions } from './faults/idleTransactions.js'
import { seededFaults } from './faults/seededFaults.js'
import { Killings } from './processes/Killings.js'
import { WorkerTeam } from './processes/WorkerTeam.js'

const size = 2
const firstSeed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000)
const seeds = Array.from({ length: 10 }, (_, index) => firstSeed + index)
/** With these Postgres restarts, too: two of ten. */
const isHalted = (seed: number) => seed % 5 === 0
const drills = 48

let own: OwnPostgres
let host: TestPayload
let team: WorkerTeam
let killings: Killings
let faults = seededFaults(firstSeed)

beforeAll(async () => {
  own = await startOwnPostgres()
  host = await startTestPayload({
    dataDir: own.dataDir,
    model: { latencyMs: 200, faults: (request) => faults.faults(request) },
    options: { drillSeries: { maxPositionsPerPhase: 100 } },
  })
  await addPositions({ payload: host.payload, counts: { opening: drills + 10 } })
  // Long enough that only who is dead, or was cut off in the middle of a statement, loses a lease, however long Postgres takes to
  // restart. Nobody waits for those of the dead.
  team = new WorkerTeam({ host, size, env: { LEASE_SECONDS: '30' } })
  killings = new Killings({ host, team, expireLeases: true })
  await team.start()
})
afterAll(async () => {
  await team?.stop()
  await host?.stop()
  await own?.stop()
})

const openCalls = () => host.model.requests().filter(({ finishedAt }) => finishedAt === undefined).length

/** The work goes on while Postgres restarts. */
const haltPostgres = async () => {
  await waitFor('calls under way', openCalls)
  const { openSteps } = await countEffects(host)
  await own.halt()
  expect(openSteps, 'it is in the middle of work').toBeGreaterThan(0)
  await own.resume()
}

const expectExact = async (lostBefore: number) => {
  // Bills may come a moment after the run has ended: of calls whose answer nobody needed any more.
  await expect.poll(async () => (await killings.summary()).wrong, { timeout: 20_000 }).toEqual([])
  const { lost } = await killings.summary()
  const effects = await countEffects(host)
  const { requested, runs, steps } = effects
  expect(effects).toMatchObject({
    ...{ completed: runs, finishes: runs, done: steps, openSteps: 0, overdue: 0 },
    ...{ generated: requested, drills: requested, items: requested, places: requested },
    usageCalls: effects.ledgerRows,
    // No step has two whole answers: what came is not asked for again.
    goodRows: steps,
  })
  // What nobody was left to tell of stands there too, at the most that it can have taken; nothing is reserved for it any more.
  expect(effects.lostRows, 'no call is missing').toBeGreaterThanOrEqual(lost)
  await expectSettled(host)
  const paidInVain = faults.goodCalls() - drills / 2
  expect(paidInVain, 'right answers are lost with the killed alone').toBeLessThanOrEqual(lost - lostBefore)
}

test.each(seeds)(
  'a worker killed at a random moment, the model failing: every step is done once (seed %i)',
  async (seed) => {
    faults = seededFaults(seed)
    const { lost } = await killings.summary()
    await team.spareReady()
    const before = host.model.requests().length
    const { id } = await requestRun(host, { targetDrillCount: drills, batchSize: 2, seed })
    await waitFor('the first call', () => host.model.requests().length > before)
    await wait(seededRandom(seed, 'moment') * 600)
    if (isHalted(seed)) await haltPostgres()
    await killings.kill(Math.floor(seededRandom(seed, 'who') * size))
    expect((await runEnded(host, id)).run.status).toBe('completed')
    await expectExact(lost)
  },
)

test('the kills hit work: calls were cut off, and steps taken over', async () => {
  const { openCalls, heldSteps, lost } = await killings.summary()
  expect(openCalls).toBeGreaterThan(0)
  expect(heldSteps).toBeGreaterThan(0)
  expect(lost).toBeGreaterThan(0)
  expect((await countEffects(host)).reclaims).toBeGreaterThan(0)
})

test('nothing is left behind: no open transaction, no wake-up', async () => {
  const waiting = { processing: { equals: false }, completedAt: { exists: false }, hasError: { not_equals: true } }
  await waitFor('an empty queue', async () => {
    const { totalDocs } = await host.payload.count({ collection: 'payload-jobs', where: waiting })
    return totalDocs === 0
  })
  expect(await idleTransactions(host)).toBe(0)
})
