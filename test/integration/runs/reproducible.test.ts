import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { requestRun } from './helpers/requestRun.js'
import { runEnded } from './helpers/runEnded.js'

let host: TestPayload
let worker: { stop(): Promise<void> }

beforeAll(async () => {
  host = await startTestPayload()
  await addPositions({ payload: host.payload, counts: { opening: 24, endgame: 24 } })
  worker = host.work()
})
afterAll(async () => {
  await worker?.stop()
  await host?.stop()
})

const generate = async (seed: number) => {
  const { id } = await requestRun(host, { targetDrillCount: 10, phases: ['opening', 'endgame'], seed })
  const { drills } = await runEnded(host, id)
  expect(drills).toHaveLength(10)
  return drills.map(({ position, choices }) => ({
    position,
    choices: choices.map(({ text }: { text: string }) => text),
  }))
}
const positionsOf = (drills: { position: unknown }[]) => drills.map(({ position }) => position)
const forgetDrills = () => poolOf(host.payload).execute(sql`update positions set drill_count = 0`)

test('the same seed and the same library give the same positions in the same order, and the same order of choices', async () => {
  const first = await generate(7)
  await forgetDrills()
  expect(await generate(7)).toEqual(first)
  await forgetDrills()
  expect(positionsOf(await generate(8))).not.toEqual(positionsOf(first))
})

test('drills count on their positions, and the next runs prefer positions without any', async () => {
  await forgetDrills()
  const [first, second] = [await generate(7), await generate(7)]
  expect(positionsOf(second).filter((position) => positionsOf(first).includes(position))).toEqual([])
  const { docs } = await host.payload.find({ collection: 'positions', limit: 100, depth: 0 })
  const counted = docs.filter(({ drillCount }) => drillCount === 1).map(({ id }) => id)
  expect(counted.sort()).toEqual(positionsOf([...first, ...second]).sort())
})
