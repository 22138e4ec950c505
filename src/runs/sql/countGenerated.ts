import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

/** How many drafts a run has made; locks its row, as whoever ends a run does. */
export const countGenerated = async (db: Sql, { runs }: RunTables, run: Id): Promise<number> => {
  const { rows } = await db.execute(sql`select progress_generated from ${runs} where id = ${run} for no key update`)
  return Number(rows[0]?.progress_generated ?? 0)
}
