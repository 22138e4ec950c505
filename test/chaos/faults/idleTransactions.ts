import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../../src/database/adapter.js'
import type { TestPayload } from '../../integration/helpers/startTestPayload.js'

/** Connections to this database on which a transaction was begun and left alone for a second. */
export const idleTransactions = async ({ payload }: Pick<TestPayload, 'payload'>): Promise<number> => {
  const { rows } = await poolOf(payload).execute(sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%' and state_change < now() - interval '1 second'`)
  return Number(rows[0]?.count)
}
