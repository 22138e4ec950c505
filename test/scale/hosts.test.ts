import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OfflineModel, startOfflineModel } from '../../demo/model/startOfflineModel.js'
import { poolOf } from '../../src/database/adapter.js'
import { addPositions } from '../integration/helpers/addPositions.js'
import { Gate } from '../integration/runs/helpers/Gate.js'
import { readRun } from '../integration/runs/helpers/readRun.js'
import { requestRun } from '../integration/runs/helpers/requestRun.js'
import { runEnded } from '../integration/runs/helpers/runEnded.js'
import { waitFor } from '../shared/waitFor.js'
import { openPayload } from './openPayload.js'
import { type Network, startNetwork } from './startNetwork.js'
import { startSharedPostgres } from './startSharedPostgres.js'
import { WorkerHost } from './WorkerHost.js'

const names = ['host-1', 'host-2', 'host-3']
const slotsPerHost = 2
const answers = new Gate()
let payload: Payload
let network: Network
let model: OfflineModel
let workers: WorkerHost[] = []
let closing: (() => Promise<unknown>)[] = []
const opened = <T>(thing: T, close: () => Promise<unknown>): T => {
  closing = [close, ...closing]
  return thing
}

beforeAll(async () => {
  network = await startNetwork(names.length)
  opened(network, network.remove)
  const postgres = await startSharedPostgres(network)
  opened(postgres, postgres.stop)
  model = await startOfflineModel({ host: network.address, latencyMs: 500, respond: () => answers.pass() })
  opened(model, model.stop)
  const databaseURI = postgres.uri
  payload = await openPayload({ uri: databaseURI, modelURL: model.baseURL, name: 'web', push: true })
  opened(payload, () => payload.destroy())
  workers = network.hosts.map(
    (host, index) => new WorkerHost({ host, name: names[index] ?? '', databaseURI, modelURL: model.baseURL }),
  )
  for (const worker of workers) opened(worker, () => worker.kill())
  const started = Promise.all(workers.map((worker) => worker.started()))
  await addPositions({ payload, counts: { opening: 55, endgame: 55 } })
  await started
})
afterAll(async () => {
  for (const close of closing) await close()
})

const input = { phases: ['opening', 'endgame'] }
type Found = Awaited<ReturnType<typeof readRun>>
const makersOf = ({ drills }: Found) => new Set(drills.map(({ provenance }) => provenance.provider))
const heldBy = async ({ pid }: WorkerHost): Promise<unknown[]> => {
  const { rows } = await poolOf(payload).execute(sql`
    select id from generation_steps where status = 'running' and kind = 'generate' and lease_owner like ${`${pid}:%`}`)
  return rows.map(({ id }) => id)
}
const expectEachOnce = ({ run, drills }: Found, count: number) => {
  expect(run).toMatchObject({ status: 'completed', progress: { requested: count, generated: count, failed: 0 } })
  expect(drills.map(({ order }) => order)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
  expect(new Set(drills.map(({ position }) => position)).size).toBe(count)
}

/** Closed answers hold every slot up; gives the steps that the hosts then have under way. */
const everySlotBusy = () =>
  waitFor('all slots of all hosts to wait for the model', async () => {
    const held = await Promise.all(workers.map(heldBy))
    return (
      answers.arrivals >= names.length * slotsPerHost && held.every(({ length }) => length === slotsPerHost) && held
    )
  })

test('hosts share a run; one that is cut off loses its steps to the others, and works again when it is back', async () => {
  const [, lost] = workers
  if (!lost) throw new Error('There are three workers.')
  answers.close()
  const { id } = await requestRun({ payload }, { ...input, targetDrillCount: 100 })
  await everySlotBusy()
  // One answer for each slot; the next calls wait again.
  answers.open()
  answers.close()
  await waitFor('drills of every host', async () => makersOf(await readRun({ payload }, id)).size === names.length)
  const [, held = []] = await everySlotBusy()
  await lost.host.cut()
  answers.open()

  const ended = await runEnded({ payload }, id)
  expectEachOnce(ended, 100)
  // What it had under way was claimed again and made by somebody else; only claims cost calls, and a stored answer saves one.
  expect(ended.batches.filter((step) => held.includes(step.id) && step.claims > 1)).toHaveLength(slotsPerHost)
  const makers = ended.drills.filter((drill) => held.includes(drill.provenance.step))
  expect(makers.filter(({ provenance }) => provenance.provider === lost.name)).toEqual([])
  const calls = model.requests().length
  expect(calls).toBeGreaterThanOrEqual(ended.batches.length + slotsPerHost)
  expect(calls).toBeLessThanOrEqual(ended.batches.reduce((sum, step) => sum + step.claims, 0))
  await waitFor('the host to notice', async () => !(await lost.isReady()))

  await lost.host.plugIn()
  await waitFor('the host to take work again', () => lost.isReady())
  answers.close()
  const next = await requestRun({ payload }, { ...input, targetDrillCount: 40 })
  await everySlotBusy()
  answers.open()
  const after = await runEnded({ payload }, next.id)
  expectEachOnce(after, 40)
  expect(makersOf(after)).toEqual(new Set(names))
  expect(workers.every(({ isAlive }) => isAlive)).toBe(true)
  expect((await readRun({ payload }, id)).drills).toEqual(ended.drills)
})
