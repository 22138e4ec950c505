import { sql } from '@payloadcms/db-postgres/drizzle'
import { newUuidV7, type Sql } from '../../database/adapter.js'
import type { PositionRow } from '../PositionRow.js'
import type { PositionTables } from '../positionTables.js'

/**
 * Adds the positions the library does not have yet, with their texts, in one statement: all of it or nothing. A
 * position whose content hash is there already stays as it is, whoever put it there, even a moment ago.
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
