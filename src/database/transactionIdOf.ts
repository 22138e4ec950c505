import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from './postgres.js'

/** What Postgres calls the transaction that is open on `db`, for `wasCommitted` later on. */
export const transactionIdOf = async (db: Sql): Promise<string> => {
  const { rows } = await db.execute(sql`select pg_current_xact_id()::text as id`)
  return String(rows[0]?.id)
}
