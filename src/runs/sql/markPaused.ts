import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

/** Keeps the run's steps from being claimed. */
export const markPaused = async (db: Sql, { runs, runChanged }: RunTables, run: Id): Promise<void> => {
  await db.execute(sql`
    update ${runs} set
      status = 'paused', paused_for = 'user', last_action = 'pause', version = version + 1, updated_at = now()
    where id = ${run}
    returning ${runChanged}
  `)
}
