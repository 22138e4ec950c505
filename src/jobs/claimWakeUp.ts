import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../database/postgres.js'
import { runStepTaskSlug } from '../runs/runStepTaskSlug.js'
import { idOf } from '../runs/sql/stepOfRow.js'

/**
 * Takes a wake-up that is due, in one conditional update: Payload's own claim reads and then writes, so two workers get
 * the same job. `jobs.runByID` does not look at `processing`, so the job can be run once it is ours.
 *
 * Which one is all the same, as none says what to do: first those that wait for no time, then those whose time has come.
 * Each is one short look into an index, however many jobs have ended or wait for later.
 */
export const claimWakeUp = async (db: Sql, jobs: SQL, queue: string): Promise<number | string | undefined> => {
  // The order is that of the index, and there only to hold the planner to it.
  const first = (isDue: SQL) => sql`(
    select id from ${jobs}
    where task_slug = ${runStepTaskSlug} and queue = ${queue} and completed_at is null and ${isDue}
      and has_error is not true and processing is not true
    order by completed_at, wait_until limit 1
    for update skip locked
  )`
  const { rows } = await db.execute(sql`
    update ${jobs} set processing = true, updated_at = now()
    where id = coalesce(${first(sql`wait_until is null`)}, ${first(sql`wait_until <= now()`)})
    returning id
  `)
  return rows[0] && idOf(rows[0].id)
}
