import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { poolOf } from '../../../src/database/adapter.js'

/** Whether a statement, or one that begins so, waits for what another transaction holds. */
export const isWaitedFor = async (payload: Payload, statement = ''): Promise<boolean> => {
  const { rows } = await poolOf(payload).execute(sql`
    select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and starts_with(query, ${statement})
  `)
  return rows.length > 0
}
