import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id, Step } from '../Step.js'
import type { RunTables } from './runTables.js'
import { idOf } from './stepOfRow.js'

/** Hands back steps whose worker stopped renewing its lease. Rows in use are left for next time. */
export const reopenExpiredSteps = async (db: Sql, { steps }: RunTables): Promise<Pick<Step, 'id' | 'run'>[]> => {
  const { rows } = await db.execute(sql`
    update ${steps} set
      status = 'queued', token = token + 1, lease_owner = null, lease_until = null, run_after = now(),
      error = 'The worker stopped before it was done.', updated_at = now()
    where id in (
      select id from ${steps} where status = 'running' and lease_until < now() for no key update skip locked
    )
    returning id, run_id
  `)
  return rows.map((row): { id: Id; run: Id } => ({ id: idOf(row.id), run: idOf(row.run_id) }))
}
