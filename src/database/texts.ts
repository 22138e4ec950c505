import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from './adapter.js'

interface ReplaceTexts {
  db: Sql
  /** Where Payload keeps `hasMany` texts: the table of the collection, or of its versions, with `_texts`. */
  texts: SQL
  /** The document's id, or the version's. */
  parent: number | string
  /** The field's, `version.…` in versions. */
  path: string
  values: readonly string[]
}

/** Replaces the texts of one field and touches nothing else; Payload's `db.updateOne` empties arrays it is not given. */
export const replaceTexts = async ({ db, texts, parent, path, values }: ReplaceTexts): Promise<void> => {
  await db.execute(sql`delete from ${texts} where parent_id = ${parent} and path = ${path}`)
  if (values.length === 0) return
  const rows = values.map((text, index) => sql`(${index + 1}, ${parent}, ${path}, ${text})`)
  await db.execute(sql`insert into ${texts} ("order", parent_id, path, text) values ${sql.join(rows, sql`, `)}`)
}
