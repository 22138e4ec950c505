import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'

/**
 * Has Postgres end this transaction when its worker falls silent for longer than a lease: a process that was stopped,
 * not killed, would otherwise hold its locks, and whoever takes the step over would wait for them.
 */
export const limitIdleTime = async (db: Sql, seconds: number): Promise<void> => {
  await db.execute(sql`select set_config('idle_in_transaction_session_timeout', ${String(seconds * 1000)}, true)`)
}
