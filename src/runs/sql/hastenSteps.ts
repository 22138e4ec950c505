import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import { runStepTaskSlug } from '../runStepTaskSlug.js'
import { topicOf } from '../topicOf.js'
import type { RunTables } from './runTables.js'

interface HastenSteps {
  queue: string
  /** Whose breaker was closed. */
  provider: string
}

/** After this time no worker believes any more that the breaker is open: each looks once a second. */
const delayMs = 1500

/**
 * Has steps that wait for a provider ask it again soon: makes them due, and as many of the wake-ups that wait longest,
 * which are all alike. Rows in use are left alone.
 */
export const hastenSteps = async (
  db: Sql,
  { steps, jobs, channel }: RunTables,
  { queue, provider }: HastenSteps,
): Promise<void> => {
  const due = sql`now() + ${delayMs} * interval '1 millisecond'`
  await db.execute(sql`
    with hastened as (
      update ${steps} set run_after = ${due} where id in (
        select id from ${steps}
        where status = 'queued' and run_after > ${due} and result -> 'waitsFor' @> ${JSON.stringify([provider])}::jsonb
        for no key update skip locked
      )
      returning id
    ),
    hastened_wake_ups as (
      update ${jobs} set wait_until = ${due} where id in (
        select id from ${jobs} where task_slug = ${runStepTaskSlug} and queue = ${queue}
          and processing is not true and wait_until > ${due}
        order by wait_until desc limit (select count(*) from hastened)
        for update skip locked
      )
    )
    select pg_notify(${channel}, ${topicOf.wakeUps(queue)})
  `)
}
