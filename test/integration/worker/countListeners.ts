import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../../src/database/adapter.js'
import type { TestPayload } from '../helpers/startTestPayload.js'

/** How many connections of this database listen. */
export const countListeners = async ({ payload }: Pick<TestPayload, 'payload'>): Promise<number> => {
  const { rows } = await poolOf(payload).execute(sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and query ilike 'listen %' and pid <> pg_backend_pid()
  `)
  return Number(rows[0]?.count)
}
