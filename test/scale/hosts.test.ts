import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OfflineModel, startOfflineModel } from '../../demo/model/startOfflineModel.js'
import { poolOf } from '../../src/database/postgres.js'
import { addPositions } from '../integration/addPositions.js'
import { Gate } from '../integration/runs/Gate.js'
import { readRun } from '../integration/runs/readRun.js'
import { requestRun } from '../integration/runs/requestRun.js'
import { runEnded } from '../integration/runs/runEnded.js'
import { waitFor } from '../waitFor.js'
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
  model = await startOfflineModel({ host: network.address, latencyMs: 1000, respond: () => answers.pass() })
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

test('hosts share a run; one that is cut off loses its steps to the others, and works again when it is back', async () => {
  const [, lost] = workers
  if (!lost) throw new Error('There are three workers.')
  const { id } = await requestRun({ payload }, { ...input, targetDrillCount: 100 })
  await waitFor('drills of every host', async () => makersOf(await readRun({ payload }, id)).size === names.length)
  answers.close()
  const held = await waitFor('all slots to wait for the model', async () => {
    const steps = await heldBy(lost)
    return answers.arrivals === names.length * slotsPerHost && steps.length === slotsPerHost && steps
  })
  await lost.host.cut()
  answers.open()

  const ended = await runEnded({ payload }, id)
  expectEachOnce(ended, 100)
  const again = ended.batches.filter(({ claims }) => claims > 1)
  expect(new Set(again.map((step) => step.id))).toEqual(new Set(held))
  // Made by somebody else, and paid again; nothing else was.
  const makers = ended.drills
    .filter(({ provenance }) => held.includes(provenance.step))
    .map(({ provenance }) => provenance)
  expect(makers.some(({ provider }) => provider === lost.name)).toBe(false)
  expect(model.requests()).toHaveLength(ended.batches.length + slotsPerHost)
  await waitFor('the host to notice', async () => !(await lost.isReady()))

  await lost.host.plugIn()
  await waitFor('the host to take work again', () => lost.isReady())
  const next = await requestRun({ payload }, { ...input, targetDrillCount: 60 })
  const after = await runEnded({ payload }, next.id)
  expectEachOnce(after, 60)
  expect(makersOf(after)).toEqual(new Set(names))
  expect(workers.map(({ isAlive }) => isAlive)).toEqual([true, true, true])
  expect((await readRun({ payload }, id)).drills).toEqual(ended.drills)
})
