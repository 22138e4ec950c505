import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'

/** Adds to the number of drills made from a position, atomically. */
export const changeDrillCount = async (db: Sql, positions: SQL, id: number | string, by: number): Promise<void> => {
  await db.execute(sql`
    update ${positions} set drill_count = greatest(0, coalesce(drill_count, 0) + ${by}) where id = ${id}
  `)
}
