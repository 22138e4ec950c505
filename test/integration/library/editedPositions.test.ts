import { afterAll, beforeAll, expect, test } from 'vitest'
import { chess } from '../../../src/games/chess.js'
import { countPositions } from '../../../src/library/count.js'
import { positionTables } from '../../../src/library/store.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'

let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload()
})
afterAll(() => host?.stop())

test('an editor’s position is counted and drawn as long as a legal move is no solution', async () => {
  const { payload } = host
  const tables = positionTables({ payload, positionsSlug: 'positions' })
  const endgames = async () => (await countPositions({ db: tables.pool, tables, game: chess })).endgame
  const collection = 'positions'
  const notation = 'k7/8/8/2K5/8/8/8/7R b - - 0 1'
  const { id, sampleKey } = await payload.create({
    collection,
    data: { game: 'chess', notation, solution: { best: 'Ka7', alsoBest: ['Kb7', 'Kb8'] } },
  })
  expect(sampleKey).toBeNull()
  expect(await endgames()).toBe(0)
  const corrected = await payload.update({ collection, id, data: { solution: { alsoBest: ['Kb7'] } } })
  expect(corrected.sampleKey).toEqual(expect.any(Number))
  expect(await endgames()).toBe(1)
})
