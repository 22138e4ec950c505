import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from './postgres.js'

/** Whether a transaction of late was committed, as the pool sees it: Payload's adapter swallows errors of COMMIT. */
export const wasCommitted = async (pool: Sql, transactionId: string): Promise<boolean> => {
  const { rows } = await pool.execute(sql`select pg_xact_status(${transactionId}::xid8) as status`)
  return rows[0]?.status === 'committed'
}
