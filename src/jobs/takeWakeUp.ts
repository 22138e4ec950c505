import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../database/adapter.js'
import { runStepTaskSlug } from '../runs/runStepTaskSlug.js'

/**
 * Takes a wake-up that is due, by deleting it: a wake-up says nothing but that there is work, so there is nothing to keep,
 * and none can be left behind. One that dies with its worker is missed by the sweeper. Running it as a job through Payload
 * would cost three transactions of bookkeeping more than the claim and the save of a step do together.
 *
 * Which one is all the same: first those that wait for no time, then those whose time has come. Each is one short look
 * into an index, however many jobs have ended or wait for later.
 */
export const takeWakeUp = async (db: Sql, jobs: SQL, queue: string): Promise<boolean> => {
  // The order is that of the index, and there only to hold the planner to it; as `any`, the task counts in the order, which
  // no other index has: else Postgres may sort all that wait once many have ended.
  const first = (isDue: SQL) => sql`(
    select id from ${jobs}
    where task_slug = any(${sql.param([runStepTaskSlug])}) and queue = ${queue} and completed_at is null and ${isDue}
      and has_error is not true and processing is not true
    order by task_slug, completed_at, wait_until limit 1
    for update skip locked
  )`
  const { rows } = await db.execute(sql`
    delete from ${jobs}
    where id = coalesce(${first(sql`wait_until is null`)}, ${first(sql`wait_until <= now()`)})
    returning id
  `)
  return rows.length === 1
}
