import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import { runStepTaskSlug } from '../runStepTaskSlug.js'
import { topicOf } from '../topicOf.js'
import type { RunTables } from './runTables.js'

interface InsertWakeUps {
  queue: string
  count: number
  /** Milliseconds from now, by database time. Default 0. */
  delayMs?: number
}

/**
 * Queues anonymous wake-ups in one statement, and tells the workers when it commits. `payload.jobs.queue` queues one at a
 * time and reads each back, which fails when a worker has already finished and deleted the job.
 */
export const insertWakeUps = async (
  db: Sql,
  { jobs, newId, channel }: RunTables,
  wakeUps: InsertWakeUps,
): Promise<void> => {
  if (wakeUps.count === 0) return
  const waitUntil = wakeUps.delayMs ? sql`now() + ${wakeUps.delayMs} * interval '1 millisecond'` : sql`null`
  const row = () =>
    sql`(${newId()}, ${runStepTaskSlug}, ${wakeUps.queue}, '{}'::jsonb, ${waitUntil}, false, false, 0, now(), now())`
  const rows = Array.from({ length: wakeUps.count }, row)
  await db.execute(sql`
    with added as (
      insert into ${jobs} (id, task_slug, queue, input, wait_until, processing, has_error, total_tried, created_at, updated_at)
      values ${sql.join(rows, sql`, `)}
    )
    select pg_notify(${channel}, ${topicOf.wakeUps(wakeUps.queue)})
  `)
}
