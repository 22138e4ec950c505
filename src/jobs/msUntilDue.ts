import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../database/adapter.js'
import { runStepTaskSlug } from '../runs/runStepTaskSlug.js'

/** So that a wake-up that is due, but cannot be claimed for a while, is not asked for without a pause. */
const leastMs = 10

/** Milliseconds until the next wake-up of the queue is due, by database time; none when none waits for its time. */
export const msUntilDue = async (db: Sql, jobs: SQL, queue: string): Promise<number | undefined> => {
  const { rows } = await db.execute(sql`
    select ceil(extract(epoch from min(wait_until) - now()) * 1000) as ms from ${jobs}
    where queue = ${queue} and task_slug = ${runStepTaskSlug} and completed_at is null and has_error is not true
      and processing is not true
  `)
  const ms = rows[0]?.ms
  return ms == null ? undefined : Math.max(Number(ms), leastMs)
}
