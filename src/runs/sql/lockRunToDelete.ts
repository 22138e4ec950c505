import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

/**
 * Waits for saves under way, which hold the run's key, and keeps new ones out until the run is gone; tells everybody then.
 */
export const lockRunToDelete = async (db: Sql, { runs, channel }: RunTables, run: Id): Promise<void> => {
  await db.execute(sql`
    with run as (select id, version from ${runs} where id = ${run} for update)
    select pg_notify(${channel}, concat_ws(' ', 'run:' || id, version, 'deleted')) from run
  `)
}
