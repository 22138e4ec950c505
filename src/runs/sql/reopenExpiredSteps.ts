import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { RunTables } from './runTables.js'

/** Hands back steps whose worker stopped renewing its lease; returns how many. Rows in use are left for next time. */
export const reopenExpiredSteps = async (db: Sql, { steps }: RunTables): Promise<number> => {
  const { rows } = await db.execute(sql`
    update ${steps} set
      status = 'queued', token = token + 1, lease_owner = null, lease_until = null, run_after = now(),
      error = 'The worker stopped before it was done.', updated_at = now()
    where id in (
      select id from ${steps} where status = 'running' and lease_until < now() for update skip locked
    )
    returning id
  `)
  return rows.length
}
