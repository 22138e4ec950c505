import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from './postgres.js'

/**
 * Has Postgres end this transaction when its process falls silent for longer than a lease: one that was stopped, not
 * killed, or whose host has lost the network, would otherwise hold its locks, and whoever goes on would wait for them.
 */
export const limitIdleTime = async (db: Sql, seconds: number): Promise<void> => {
  await db.execute(sql`select set_config('idle_in_transaction_session_timeout', ${String(seconds * 1000)}, true)`)
}
