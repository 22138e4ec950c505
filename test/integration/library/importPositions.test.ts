import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chess } from '../../../src/games/chess.js'
import { countPositions } from '../../../src/library/count.js'
import { drawPositions } from '../../../src/library/draw.js'
import { ImportStopped } from '../../../src/library/importPositions.js'
import { epdLines } from '../../fixtures/library/epdLines.js'
import { importText } from './importText.js'
import { startLibrary, type TestLibrary } from './startLibrary.js'

const RICH =
  '2rr3k/pp3pp1/1nnqbN1p/3pN3/2pP4/2P3Q1/PPB4P/R4RK1 w - - bm Qg6 Nfd7; am Qh4 Qg5; pv Qg6 fxg6; id "WAC 1"; c0 "Note";'

describe.each([
  { idType: 'serial' as const },
  { idType: 'uuid' as const },
  { idType: 'uuidv7' as const, positionsSlug: 'drillPositions', schemaName: 'library' },
])('a library with %j', (options) => {
  let library: TestLibrary
  let collection: CollectionSlug

  beforeAll(async () => {
    library = await startLibrary(options)
    collection = library.positionsSlug as CollectionSlug
  }, 60_000)
  afterAll(() => library?.stop())
  beforeEach(() => library.payload.delete({ collection, where: {} }))

  const documents = async () =>
    (await library.payload.find({ collection, sort: 'createdAt', pagination: false })).docs as Record<string, unknown>[]

  test('holds an imported position as Payload itself would have stored it', async () => {
    await importText(library, [RICH], { defaults: { game: 'chess', themes: ['mate', 'queen'] } })
    const [imported] = await documents()
    await library.payload.delete({ collection, where: {} })
    const { id, createdAt, updatedAt, ...facts } = imported ?? {}
    const created = await library.payload.create({ collection, data: facts })
    expect(created).toEqual({
      ...imported,
      id: expect.anything(),
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    })
    expect(typeof created.id).toBe(typeof id)
    expect(Date.now() - Date.parse(String(createdAt))).toBeLessThan(60_000)
    expect(facts).toMatchObject({
      themes: ['mate', 'queen'],
      solution: { best: 'Qg6', alsoBest: ['Nfd7'], avoid: ['Qh4', 'Qg5'] },
      drillCount: 0,
    })
  })

  test('holds a position with a forced move, but has it neither drawn nor counted', async () => {
    const { counts } = await importText(library, ['k7/8/1K6/8/8/8/8/1R6 b - - bm Kb8;', RICH])
    expect(counts).toMatchObject({ imported: 2 })
    const [forced, open] = await documents()
    expect([forced, open].map((position) => position?.sampleKey)).toEqual([null, expect.any(Number)])
    const from = { db: library.tables.pool, tables: library.tables }
    expect(await countPositions({ ...from, game: chess })).toEqual({ opening: 0, middlegame: 1, endgame: 0 })
    const phases = ['endgame', 'middlegame']
    const drawn = await drawPositions({ ...from, game: 'chess', phases, perPhase: 5, seed: 1 })
    expect(drawn).toEqual({ endgame: [], middlegame: [open?.id] })
  })

  test('is not changed by importing again, even with other facts, and keeps what an editor wrote', async () => {
    await importText(library, [RICH])
    const [before] = await documents()
    await library.payload.update({ collection, where: {}, data: { notes: 'Edited.', themes: ['mine'] } })
    const { counts } = await importText(library, [
      RICH.replace('Note', 'Other'),
      RICH.replace('w - -', 'w - - hmvc 5;'),
    ])
    expect(counts).toEqual({ read: 2, imported: 0, unchanged: 2, failed: 0 })
    expect(await documents()).toEqual([
      { ...before, notes: 'Edited.', themes: ['mine'], updatedAt: expect.any(String) },
    ])
  })

  test('gets the good lines, and each bad one is reported', async () => {
    const [first = '', second = ''] = epdLines(2)
    const { counts, badLines } = await importText(library, [first, 'bad', first, '', second])
    expect(counts).toEqual({ read: 4, imported: 2, unchanged: 1, failed: 1 })
    expect(badLines).toEqual([{ lineNumber: 2, reason: expect.stringContaining('FEN') }])
    expect(await documents()).toHaveLength(2)
  })

  test('gets each position once from imports at the same time, in whatever order they bring them', async () => {
    const lines = epdLines(200)
    const imports = [lines, lines.toReversed(), lines.slice(100), lines.slice(50).toReversed()]
    const done = await Promise.all(imports.map((part) => importText(library, part, { chunkSize: 40 })))
    expect(done.reduce((sum, { counts }) => sum + counts.imported, 0)).toBe(200)
    expect(await documents()).toHaveLength(200)
  })

  test('keeps what was saved before the database failed, and importing again adds the rest', async () => {
    const lines = epdLines(100)
    const table = library.tables.positions
    await library.tables.pool.execute(sql`
      alter table ${table} add constraint full_up check (notation <> '4k3/8/8/8/6P1/8/8/4K3 w - - 0 1') not valid`)
    const stopped = await importText(library, lines, { chunkSize: 10 }).catch((error: unknown) => error)
    expect(stopped).toBeInstanceOf(ImportStopped)
    expect(stopped).toMatchObject({
      counts: { imported: 20 },
      message: expect.stringMatching(/20 positions.*again is safe/),
    })
    expect(String(stopped)).not.toContain('insert into')
    expect(await documents()).toHaveLength(20)
    await library.tables.pool.execute(sql`alter table ${table} drop constraint full_up`)
    const { counts } = await importText(library, lines, { chunkSize: 10 })
    expect(counts).toEqual({ read: 100, imported: 80, unchanged: 20, failed: 0 })
  })

  test('an import that is cancelled stops and says how far it came', async () => {
    const cancel = new AbortController()
    const lines = [...epdLines(20), 'bad', ...epdLines(20, 20)]
    const stopped = await importText(library, lines, {
      chunkSize: 10,
      signal: cancel.signal,
      onBadLine: () => cancel.abort(),
    }).catch((error: unknown) => error)
    expect(stopped).toMatchObject({ name: 'ImportStopped', counts: { read: 21, imported: 20 } })
    expect(String(stopped)).toContain('it was cancelled')
  })
})
