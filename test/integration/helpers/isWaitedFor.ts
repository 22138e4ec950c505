import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { poolOf } from '../../../src/database/adapter.js'

/** Whether a transaction in the database holds what another one needs. */
export const isWaitedFor = async (payload: Payload): Promise<boolean> => {
  const { rows } = await poolOf(payload).execute(
    sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.length > 0
}
