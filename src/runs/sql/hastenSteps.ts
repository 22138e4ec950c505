import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import { runStepTaskSlug } from '../runStepTaskSlug.js'
import { topicOf } from '../topicOf.js'
import type { RunTables } from './runTables.js'

interface HastenSteps {
  queue: string
  /** Milliseconds from now, by database time. */
  delayMs: number
}

/** Makes whatever waits for a later time due after `delayMs`: steps and their wake-ups. Rows in use are left alone. */
export const hastenSteps = async (
  db: Sql,
  { steps, jobs, channel }: RunTables,
  { queue, delayMs }: HastenSteps,
): Promise<void> => {
  const due = sql`now() + ${delayMs} * interval '1 millisecond'`
  await db.execute(sql`
    with hastened_steps as (
      update ${steps} set run_after = ${due} where id in (
        select id from ${steps} where status = 'queued' and run_after > ${due} for no key update skip locked
      )
    ),
    hastened_wake_ups as (
      update ${jobs} set wait_until = ${due} where id in (
        select id from ${jobs} where task_slug = ${runStepTaskSlug} and queue = ${queue}
          and processing is not true and wait_until > ${due} for update skip locked
      )
    )
    select pg_notify(${channel}, ${topicOf.wakeUps(queue)})
  `)
}
