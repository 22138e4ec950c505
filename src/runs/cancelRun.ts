import { sql } from '@payloadcms/db-postgres/drizzle'
import type { ActionContext } from './controlRun.js'
import { cancelSteps } from './sql/cancelSteps.js'

/** Ends the run now. Finished drafts stay; new tokens fence off whoever is still working. */
export const cancelRun = async ({ db, tables, run }: ActionContext): Promise<void> => {
  const { runs, runChanged } = tables
  await db.execute(sql`
    update ${runs} set
      status = 'cancelled', paused_for = null, last_action = 'cancel', open_steps = 0, finished_at = now(),
      error = 'Cancelled. ' || progress_generated || ' of ' || progress_requested || ' were finished and are kept.',
      version = version + 1, updated_at = now()
    where id = ${run}
    returning ${runChanged}
  `)
  await cancelSteps(db, tables, run)
}
