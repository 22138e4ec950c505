import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { isCrowded } from '../../limits/ceiling.js'
import { isActive, type RunStore, topicOf } from './store.js'

interface InsertWakeUps {
  count: number
  /** Milliseconds from now, by database time. Default 0. */
  delayMs?: number
}

/**
 * Queues anonymous wake-ups in one statement, and tells the workers when it commits. `payload.jobs.queue` queues one at a
 * time and reads each back, which fails when a worker has already finished and deleted the job.
 */
export const insertWakeUps = async (
  { db, jobs, queue, newId, channel }: RunStore,
  wakeUps: InsertWakeUps,
): Promise<void> => {
  if (wakeUps.count === 0) return
  const waitUntil = wakeUps.delayMs ? sql`now() + ${wakeUps.delayMs} * interval '1 millisecond'` : sql`null`
  const row = () =>
    sql`(${newId()}, ${runStepTaskSlug}, ${queue}, '{}'::jsonb, ${waitUntil}, false, false, 0, now(), now())`
  const rows = Array.from({ length: wakeUps.count }, row)
  await db.execute(sql`
    with added as (
      insert into ${jobs} (id, task_slug, queue, input, wait_until, processing, has_error, total_tried, created_at, updated_at)
      values ${sql.join(rows, sql`, `)}
    )
    select pg_notify(${channel}, ${topicOf.wakeUps(queue)})
  `)
}

/**
 * How many steps that may be claimed now have no wake-up waiting for them. `mayBegin`: whether those of runs that have not begun
 * may be.
 */
export const countMissingWakeUps = async (
  { db, runs, steps, jobs, queue }: RunStore,
  { mayBegin }: { mayBegin: SQL },
): Promise<number> => {
  const { rows } = await db.execute(sql`
    select
      (select count(*) from ${steps} s join ${runs} r on r.id = s.run_id
       where s.status = 'queued' and s.run_after <= now() and ${isActive(sql`r.status`)}
         and (r.status <> 'queued' or ${mayBegin}))
      - (select count(*) from ${jobs} where task_slug = ${runStepTaskSlug} and queue = ${queue}
         and completed_at is null and has_error is not true and processing is not true
         and (wait_until is null or wait_until <= now()))
      as missing
  `)
  return Math.max(0, Number(rows[0]?.missing ?? 0))
}

/**
 * Deletes our wake-ups that ended, or whose runner died with them: Payload leaves those `processing` for ever. No
 * wake-up outlives the lease of its step by long, so a day is generous.
 */
export const deleteStaleWakeUps = async ({ db, jobs, queue }: RunStore): Promise<void> => {
  await db.execute(sql`
    delete from ${jobs}
    where task_slug = ${runStepTaskSlug} and queue = ${queue}
      and (completed_at < now() - interval '1 hour' or ((processing or has_error) and updated_at < now() - interval '1 day'))
  `)
}

/** After this time no worker believes any more that a breaker is open: each looks once a second. */
const delayMs = 1500

/**
 * Has the steps that wait for a topic tried again soon: makes them due, and as many of the wake-ups that wait longest,
 * which are all alike. Rows in use are left as they are.
 */
export const expediteSteps = async ({ db, steps, jobs, queue, channel }: RunStore, topic: string): Promise<void> => {
  const due = sql`now() + ${delayMs} * interval '1 millisecond'`
  await db.execute(sql`
    with expedited as (
      update ${steps} set run_after = ${due} where id in (
        select id from ${steps}
        where status = 'queued' and run_after > ${due} and result -> 'waitsFor' @> ${JSON.stringify([topic])}::jsonb
        for no key update skip locked
      )
      returning id
    ),
    expedited_wake_ups as (
      update ${jobs} set wait_until = ${due} where id in (
        select id from ${jobs} where task_slug = ${runStepTaskSlug} and queue = ${queue}
          and processing is not true and wait_until > ${due}
        order by wait_until desc limit (select count(*) from expedited)
        for update skip locked
      )
    )
    select pg_notify(${channel}, ${topicOf.wakeUps(queue)})
  `)
}

/**
 * Takes a wake-up that is due, by deleting it: a wake-up says nothing but that there is work, so there is nothing to keep,
 * and none can be left behind. One that dies with its worker is missed by the sweeper. Running it as a job through Payload
 * would cost three transactions of bookkeeping more than the claim and the save of a step do together.
 *
 * Which one is all the same: first those that wait for no time, then those whose time has come. Each is one short look
 * into an index, however many jobs have ended or wait for later.
 */
export const takeWakeUp = async ({ db, jobs, queue }: RunStore): Promise<boolean> => {
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

/** So that a wake-up that is due, but cannot be claimed for a while, is not asked for without a pause. */
const leastMs = 10

/** Milliseconds until the next wake-up of the queue is due, by database time; none when none waits for its time. */
export const msUntilDue = async ({ db, jobs, queue }: RunStore): Promise<number | undefined> => {
  const { rows } = await db.execute(sql`
    select ceil(extract(epoch from min(wait_until) - now()) * 1000) as ms from ${jobs}
    where queue = ${queue} and task_slug = ${runStepTaskSlug} and completed_at is null and has_error is not true
      and processing is not true
  `)
  const ms = rows[0]?.ms
  return ms == null ? undefined : Math.max(Number(ms), leastMs)
}

/** Our one Payload task. */
export const runStepTaskSlug = 'runStep'

/**
 * Queues a wake-up for one of the runs that wait for room, each time a run has left its place, in the transaction in which it
 * does: where there are more than there was room for, their own wake-ups may have found nothing that could be claimed.
 */
export const wakeWaiting = async (store: RunStore): Promise<void> => {
  const { rows } = await store.db.execute(sql`
    select exists (select from ${store.runs} where status = 'queued') and ${isCrowded(store)} as is_needed
  `)
  if (rows[0]?.is_needed === true) await insertWakeUps(store, { count: 1 })
}

/** As many wake-ups as steps of a run wait beside the one that it begins with: theirs may have come while there was no room. */
export const wakeRest = async (store: RunStore, waiting: number): Promise<void> => {
  if (waiting === 0) return
  const { rows } = await store.db.execute(sql`select ${isCrowded(store)} as is_crowded`)
  if (rows[0]?.is_crowded === true) await insertWakeUps(store, { count: waiting })
}
