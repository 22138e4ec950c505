import { sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Sql } from '../../../src/database/adapter.js'
import { transactionOf } from '../../../src/database/transactions.js'
import { chess } from '../../../src/games/chess.js'
import { countPositions, EXACT_COUNT_LIMIT } from '../../../src/library/count.js'
import { drawFromPhases, drawPositions } from '../../../src/library/draw.js'
import { startLibrary, type TestLibrary } from './startLibrary.js'

let library: TestLibrary
let db: Sql

beforeAll(async () => {
  library = await startLibrary({ idType: 'serial' })
  db = library.tables.pool
}, 60_000)
afterAll(() => library?.stop())
beforeEach(() => db.execute(sql`truncate ${library.tables.positions} cascade`))

interface Row {
  phase?: string
  difficulty?: string
  drillCount?: number
  /** Null for what is not to be drawn. */
  sampleKey: number | null
}

/** Adds rows and gives their ids in the same order. */
const add = async (rows: Row[]): Promise<unknown[]> => {
  const ids: unknown[] = []
  for (const { phase = 'opening', difficulty = 'beginner', drillCount = 0, sampleKey } of rows) {
    const { rows: added } = await db.execute(sql`
      insert into ${library.tables.positions}
        (game, notation, phase, difficulty, solution_best, drill_count, sample_key, content_hash)
      values ('chess', 'x', ${phase}, ${difficulty}, 'x', ${drillCount}, ${sampleKey}, gen_random_uuid()) returning id`)
    ids.push(added[0]?.id)
  }
  return ids
}

const fromOpening = async (input: { perPhase: number; start: number; difficulty?: string }) => {
  const { start, ...from } = input
  const starts = [{ phase: 'opening', start }]
  return (await drawFromPhases({ db, tables: library.tables, game: 'chess', starts, ...from })).opening
}

test('positions with fewer drills come first, level by level, each level as an arc that wraps around', async () => {
  const ids = await add([
    { sampleKey: 0.1, drillCount: 3 },
    { sampleKey: 0.9, drillCount: 3 },
    { sampleKey: 0.2, drillCount: 0 },
    { sampleKey: 0.8, drillCount: 0 },
    { sampleKey: 0.6, drillCount: 0 },
    { sampleKey: 0.5, drillCount: 1 },
  ])
  const inOrder = [4, 3, 2, 5, 1, 0].map((index) => ids[index])
  for (let perPhase = 0; perPhase <= 7; perPhase++)
    expect(await fromOpening({ perPhase, start: 0.55 })).toEqual(inOrder.slice(0, perPhase))
})

test('only the phase, game and difficulty asked for are drawn', async () => {
  const [, advanced, elsewhere] = await add([
    { sampleKey: 0.1 },
    { sampleKey: 0.2, difficulty: 'advanced' },
    { sampleKey: 0.3, phase: 'endgame', difficulty: 'advanced' },
  ])
  expect(await fromOpening({ perPhase: 5, start: 0, difficulty: 'advanced' })).toEqual([advanced])
  const draw = { db, tables: library.tables, phases: ['opening', 'endgame'], perPhase: 5, seed: 1 }
  expect(await drawPositions({ ...draw, game: 'backgammon' })).toEqual({ opening: [], endgame: [] })
  const drawn = await drawPositions({ ...draw, game: 'chess' })
  expect(drawn.opening).toHaveLength(2)
  expect(drawn.endgame).toEqual([elsewhere])
})

test('positions without a place on the ring are neither drawn nor counted', async () => {
  const [, first, , second] = await add([
    { sampleKey: null },
    { sampleKey: 0.5 },
    { sampleKey: null, drillCount: 1 },
    { sampleKey: 0.1, drillCount: 2 },
  ])
  expect(await fromOpening({ perPhase: 5, start: 0 })).toEqual([first, second])
  expect(await fromOpening({ perPhase: 2, start: 0, difficulty: 'beginner' })).toEqual([first, second])
  const counted = await countPositions({ db, tables: library.tables, game: chess })
  expect(counted).toEqual({ opening: 2, middlegame: 0, endgame: 0 })
  expect(await countPositions({ db, tables: library.tables, game: chess, difficulty: 'beginner' })).toEqual(counted)
})

test('the same seed draws the same, other seeds draw all over the library', async () => {
  const ids = await add(Array.from({ length: 40 }, (_, index) => ({ sampleKey: index / 40 })))
  const draw = async (seed: number) => {
    const drawn = await drawPositions({
      db,
      tables: library.tables,
      game: 'chess',
      phases: ['opening'],
      perPhase: 4,
      seed,
    })
    return drawn.opening ?? []
  }
  expect(await draw(7)).toEqual(await draw(7))
  const seen = new Set<unknown>()
  for (let seed = 0; seed < 100; seed++) for (const id of await draw(seed)) seen.add(id)
  expect(seen.size).toBe(ids.length)
})

test('a draw in a transaction sees what the transaction did', async () => {
  const [id] = await add([{ sampleKey: 0.1, drillCount: 0 }])
  const [other] = await add([{ sampleKey: 0.2, drillCount: 1 }])
  const req = await createLocalReq({}, library.payload)
  const transactionID = await library.payload.db.beginTransaction()
  if (transactionID === null) throw new Error('No transaction began.')
  req.transactionID = transactionID
  const inTransaction = await transactionOf(req)
  await inTransaction.execute(sql`update ${library.tables.positions} set drill_count = 5 where id = ${id}`)
  const draw = { tables: library.tables, game: 'chess', phases: ['opening'], perPhase: 1, seed: 1 }
  expect(await drawPositions({ ...draw, db: inTransaction })).toEqual({ opening: [other] })
  expect(await drawPositions({ ...draw, db })).toEqual({ opening: [id] })
  await library.payload.db.rollbackTransaction(transactionID)
})

test('counts are exact for each phase of the game up to the limit and then say that there are more', async () => {
  await add([{ sampleKey: 0 }, { sampleKey: 0, difficulty: 'advanced' }, { sampleKey: 0, phase: 'endgame' }])
  const count = { db, tables: library.tables, game: chess }
  expect(await countPositions(count)).toEqual({ opening: 2, middlegame: 0, endgame: 1 })
  expect(await countPositions({ ...count, difficulty: 'advanced' })).toEqual({ opening: 1, middlegame: 0, endgame: 0 })
  await db.execute(sql`
    insert into ${library.tables.positions} (game, notation, phase, difficulty, solution_best, sample_key, content_hash)
    select 'chess', 'x', 'middlegame', 'beginner', 'x', 0, n::text from generate_series(1, ${EXACT_COUNT_LIMIT + 5}) as n`)
  expect(await countPositions(count)).toMatchObject({ middlegame: EXACT_COUNT_LIMIT + 1 })
})
