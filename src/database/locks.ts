import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from './adapter.js'

/**
 * Lets one transaction at a time pass of all that ask for this name, in whichever process; the next one passes when it has ended,
 * and its statements after this one see what was committed. Never rename a lock: workers of
 * two versions run side by side, and keep each other out by its name alone.
 */
export const lockNamed = async (db: Sql, name: string): Promise<void> => {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
}
