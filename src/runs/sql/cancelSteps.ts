import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

/** Ends what is still open of a run that has ended; new tokens fence off whoever is working. The run is locked before. */
export const cancelSteps = async (db: Sql, { runs, steps }: RunTables, run: Id): Promise<void> => {
  await db.execute(sql`
    update ${steps} set
      status = 'cancelled', token = token + 1, lease_owner = null, lease_until = null, updated_at = now(),
      version = (select version from ${runs} where id = ${run})
    where run_id = ${run} and status in ('queued', 'running')
  `)
}
