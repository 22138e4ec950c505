import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

/** Waits for saves under way, which hold the run's key, and keeps new ones out until the run is gone. */
export const lockRunToDelete = async (db: Sql, { runs }: RunTables, run: Id): Promise<void> => {
  await db.execute(sql`select id from ${runs} where id = ${run} for update`)
}
