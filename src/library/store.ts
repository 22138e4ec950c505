import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { newUuidV7, poolOf, postgres, type Sql, table } from '../database/adapter.js'
import type { Game } from '../games/Game.js'
import { contentHash, sampleKeyOf } from './identity.js'
import type { PositionFacts } from './position.js'

/** Where the library lives in the database. */
export interface PositionTables {
  /** Outside any transaction: each statement commits on its own. */
  pool: Sql
  /** The collection's own table, with its schema, quoted. */
  positions: SQL
  /** Where Payload keeps `hasMany` texts: `order` from 1, `parent_id`, `path`, `text`. */
  texts: SQL
  /** `uuidv7` is made by Payload's adapter, not by the database; serial and uuid ids are column defaults. */
  makesOwnIds: boolean
}

/**
 * The tables behind the collection of positions.
 * @throws Error when Payload does not know the collection, or its adapter is not for Postgres
 */
export const positionTables = ({
  payload,
  positionsSlug,
}: {
  payload: BasePayload
  positionsSlug: string
}): PositionTables => ({
  pool: poolOf(payload),
  positions: table(payload, positionsSlug),
  texts: table(payload, positionsSlug, '_texts'),
  makesOwnIds: postgres(payload).idType === 'uuidv7',
})

/** One row of the positions table as our SQL writes it: keys are its columns. */
export interface PositionRow {
  /** Only where the database does not make ids itself. */
  id?: string
  game: string
  notation: string
  phase: string
  difficulty: string
  solution_best: string
  solution_line?: string
  solution_score?: string
  source?: string
  notes?: string
  content_hash: string
  /** Null for what is never drawn. */
  sample_key: number | null
  /** Goes to the table of texts, not into a column. */
  texts: PositionText[]
}

interface PositionText {
  path: 'themes' | 'solution.alsoBest' | 'solution.avoid'
  /** From 1. */
  order: number
  text: string
}

/** What Payload would store for a position, server-owned fields included. */
export const rowOfPosition = ({ game, facts }: { game: Game; facts: PositionFacts }): PositionRow => {
  const { notation, phase, difficulty, solution, source, notes } = facts
  const hash = contentHash({ game, notation })
  return {
    game: game.slug,
    notation,
    phase,
    difficulty,
    solution_best: solution.best,
    solution_line: solution.line,
    solution_score: solution.score,
    source,
    notes,
    content_hash: hash,
    sample_key: sampleKeyOf({ game, facts, hash }),
    texts: [
      ...textsAt('themes', facts.themes),
      ...textsAt('solution.alsoBest', solution.alsoBest),
      ...textsAt('solution.avoid', solution.avoid),
    ],
  }
}

const textsAt = (path: PositionText['path'], texts: readonly string[]): PositionText[] =>
  texts.map((text, index) => ({ path, order: index + 1, text }))

/**
 * Adds the positions the library does not have yet, with their texts, in one statement: all of it or nothing. A
 * position whose content hash is there already stays as it is, also where another writer put it there a moment ago.
 *
 * Rows travel as JSON and become rows of the table's own type, which casts texts to the enums of its select fields.
 * They are inserted in the order of their hashes, so that two imports of the same positions cannot deadlock; rows we
 * know to be there are left out first, because a conflict would use up an id.
 *
 * @param input.rows content hashes must be different; a few hundred
 * @returns how many were new
 */
export const insertPositions = async ({
  db,
  tables,
  rows,
}: {
  db: Sql
  tables: PositionTables
  rows: readonly PositionRow[]
}): Promise<number> => {
  const columns = sql.raw(columnNames(tables).join(', '))
  const values = JSON.stringify(
    rows.map(({ texts, ...row }) => (tables.makesOwnIds ? { id: newUuidV7(), ...row } : row)),
  )
  const texts = JSON.stringify(
    rows.flatMap(({ content_hash, texts }) => texts.map((text) => ({ content_hash, ...text }))),
  )
  const { rows: counted } = await db.execute(sql`
    with inserted as (
      insert into ${tables.positions} (${columns})
      select ${columns}
      from json_populate_recordset(null::${tables.positions}, ${values}::json) as incoming
      where not exists (select from ${tables.positions} as known where known.content_hash = incoming.content_hash)
      order by content_hash
      on conflict (content_hash) do nothing
      returning id, content_hash
    ),
    inserted_texts as (
      insert into ${tables.texts} ("order", parent_id, path, text)
      select given."order", inserted.id, given.path, given.text
      from inserted
      join json_to_recordset(${texts}::json) as given (content_hash text, "order" int, path text, text text)
        using (content_hash)
    )
    select count(*)::int as count from inserted`)
  return Number(counted[0]?.count)
}

const columnNames = ({ makesOwnIds }: PositionTables): string[] => [
  ...(makesOwnIds ? ['id'] : []),
  'game',
  'notation',
  'phase',
  'difficulty',
  'solution_best',
  'solution_line',
  'solution_score',
  'source',
  'notes',
  'content_hash',
  'sample_key',
]
