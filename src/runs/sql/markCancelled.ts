import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

/** The run's part of a cancellation. */
export const markCancelled = async (db: Sql, { runs, runChanged }: RunTables, run: Id): Promise<void> => {
  await db.execute(sql`
    update ${runs} set
      status = 'cancelled', paused_for = null, last_action = 'cancel', open_steps = 0, finished_at = now(),
      error = 'Cancelled. ' || progress_generated || ' of ' || progress_requested || ' were finished and are kept.',
      version = version + 1, updated_at = now()
    where id = ${run}
    returning ${runChanged}
  `)
}
