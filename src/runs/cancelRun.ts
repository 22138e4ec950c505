import { sql } from '@payloadcms/db-postgres/drizzle'
import type { ActionContext } from './controlRun.js'

/** Ends the run now. Finished drafts stay; new tokens fence off whoever is still working. */
export const cancelRun = async ({ db, tables: { runs, steps, runChanged }, run }: ActionContext): Promise<void> => {
  await db.execute(sql`
    update ${runs} set
      status = 'cancelled', paused_for = null, last_action = 'cancel', open_steps = 0, finished_at = now(),
      error = 'Cancelled. ' || progress_generated || ' of ' || progress_requested || ' were finished and are kept.',
      version = version + 1, updated_at = now()
    where id = ${run}
    returning ${runChanged}
  `)
  await db.execute(sql`
    update ${steps} set
      status = 'cancelled', token = token + 1, lease_owner = null, lease_until = null, updated_at = now(),
      version = (select version from ${runs} where id = ${run})
    where run_id = ${run} and status in ('queued', 'running')
  `)
}
