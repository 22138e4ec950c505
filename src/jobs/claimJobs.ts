import { sql } from '@payloadcms/db-postgres/drizzle'
import type { FindArgs, Job, Payload, UpdateJobs, UpdateJobsArgs } from 'payload'
import { poolOf, table } from '../database/adapter.js'
import { idOf } from '../database/stored.js'
import { transactionOf } from '../database/transactions.js'

interface ClaimJobs {
  payload: Payload
  call: Extract<UpdateJobsArgs, { where: unknown }>
}

/** So many runners can claim at one instant and each get as many jobs as it asked for. */
const runnersAtOnce = 10

/** What "no limit" means here: Postgres takes 65,535 parameters, and no runner has that many jobs side by side. */
const mostJobs = 10_000

/**
 * Claims jobs as `payload.db.updateJobs({ data: { processing: true }, where, limit, sort })` does, and returns them in
 * the same shape and order, but gives no job to two runners: which jobs are due is found by Payload's own conditions,
 * and those that are still free are then taken by one update that skips what another runner is taking. Payload's conditions
 * go by the clock of this host, which may be fast: a wake-up taken before its step is due would be lost.
 */
const claimJobs = async ({ payload, call }: ClaimJobs): Promise<Job[]> => {
  const { data, req, sort, where } = call
  const limit = Math.min(call.limit || mostJobs, mostJobs)
  const find = async (args: Omit<FindArgs, 'collection'>): Promise<Job[]> => {
    const shared = { collection: 'payload-jobs', req, sort, joins: false, pagination: false } as const
    return (await payload.db.find<Job>({ ...shared, ...args })).docs
  }
  const due = await find({ where, limit: limit * runnersAtOnce, select: { queue: true } })
  if (due.length === 0) return []

  const jobs = table(payload, 'payload-jobs')
  const ids = sql.param(due.map(({ id }) => id))
  const db = await transactionOf({ payload, transactionID: req?.transactionID })
  // `array(…)` is worked out once; as a plain subquery Postgres may repeat it and take more than the limit.
  const { rows } = await db.execute(sql`
    update ${jobs} set processing = true, updated_at = ${data.updatedAt}
    where id = any(array(
      select id from ${jobs}
      where id = any(${ids}) and processing is not true and completed_at is null and has_error is not true
        and (wait_until is null or wait_until <= now())
      order by array_position(${ids}, id) limit ${limit}
      for update skip locked
    ))
    returning id
  `)
  if (rows.length === 0) return []
  return find({ where: { id: { in: rows.map(({ id }) => idOf(id)) } }, limit: 0 })
}

interface GuardedUpdateJobs {
  payload: Payload
  /** The adapter's own. */
  updateJobs: UpdateJobs
  /** Ours. */
  queue: string
  /** Whether other queues are guarded, too. */
  areAllGuarded: boolean
}

/**
 * The adapter's `updateJobs`, but no two runners claim the same job, an error leaves no transaction open (Payload issue
 * 17912: its connection would be lost to the pool), and a job that another runner has deleted is no error.
 *
 * A job is claimed by id (`payload.jobs.runByID`) whatever its state in Payload. Where all queues are guarded, one that
 * is being processed is not run again. In our own queue it may be: its jobs are anonymous wake-ups, and one that comes too
 * often finds nothing to do.
 */
export const guardedUpdateJobs = ({ payload, updateJobs, queue, areAllGuarded }: GuardedUpdateJobs): UpdateJobs => {
  const isTaken = async ({ id, req }: UpdateJobsArgs): Promise<boolean> => {
    const db = await transactionOf({ payload, transactionID: req?.transactionID })
    // The lock lasts until the claim is committed.
    const { rows } = await db.execute(sql`
      select processing from ${table(payload, 'payload-jobs')}
      where id = ${id} and queue is distinct from ${queue} for update
    `)
    return rows[0]?.processing === true
  }
  const guarded: UpdateJobs = async (call) => {
    if (call.data.processing !== true) return updateJobs(call)
    if (call.id === undefined) {
      return areAllGuarded || mayClaimIn(queue, call) ? claimJobs({ payload, call }) : updateJobs(call)
    }
    if (!areAllGuarded || !(await isTaken(call))) return updateJobs(call)
    payload.logger.warn({ jobId: call.id, msg: 'not run: another runner is processing this job' })
    return []
  }
  const isGone = async (id: number | string): Promise<boolean> =>
    (await poolOf(payload).execute(sql`select 1 from ${table(payload, 'payload-jobs')} where id = ${id}`)).rows
      .length === 0
  return async (call) => {
    try {
      const jobs = await guarded(call)
      // Payload has null in the place of a job that is gone, and breaks on it.
      return jobs?.filter((job) => job !== null) ?? null
    } catch (error) {
      const transactionID = call.req?.transactionID
      if (transactionID) await payload.db.rollbackTransaction(transactionID)
      if (call.id !== undefined && (await isGone(call.id))) return []
      throw error
    }
  }
}

/**
 * Whether a runner of Payload claims a batch of jobs by this call, and may get some of this queue. Payload names the queue
 * of a run in the first level of its conditions; a run of all queues names none.
 */
export const mayClaimIn = (queue: string, { data, where }: UpdateJobsArgs): boolean =>
  data.processing === true &&
  where !== undefined &&
  !(where.and ?? []).some(({ queue: named }) => named !== undefined && 'equals' in named && named.equals !== queue)
