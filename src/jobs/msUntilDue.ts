import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../database/postgres.js'
import { runStepTaskSlug } from '../runs/runStepTaskSlug.js'

/** Milliseconds until the next wake-up of the queue is due, by database time; none when none waits for its time. */
export const msUntilDue = async (db: Sql, jobs: SQL, queue: string): Promise<number | undefined> => {
  const { rows } = await db.execute(sql`
    select ceil(extract(epoch from min(wait_until) - now()) * 1000) as ms from ${jobs}
    where queue = ${queue} and task_slug = ${runStepTaskSlug} and completed_at is null and has_error is not true
      and processing is not true and wait_until > now()
  `)
  const ms = rows[0]?.ms
  return ms == null ? undefined : Number(ms)
}
