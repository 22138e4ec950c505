import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../database/postgres.js'
import { runStepTaskSlug } from '../runs/runStepTaskSlug.js'
import { idOf } from '../runs/sql/stepOfRow.js'

/**
 * Takes the oldest wake-up that is due, in one conditional update: Payload's own claim reads and then writes, so two
 * workers get the same job. `jobs.runByID` does not look at `processing`, so the job can be run once it is ours.
 */
export const claimWakeUp = async (db: Sql, jobs: SQL, queue: string): Promise<number | string | undefined> => {
  const { rows } = await db.execute(sql`
    update ${jobs} set processing = true, updated_at = now()
    where id = (
      select id from ${jobs}
      where queue = ${queue} and task_slug = ${runStepTaskSlug} and completed_at is null and has_error is not true
        and processing is not true and (wait_until is null or wait_until <= now())
      order by created_at, id limit 1
      for update skip locked
    )
    returning id
  `)
  return rows[0] && idOf(rows[0].id)
}
