import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload, UpdateJobs, UpdateJobsArgs } from 'payload'
import { poolOf, table } from '../../database/adapter.js'
import { transactionOf } from '../../database/transactions.js'
import { claimJobs } from './claimJobs.js'
import { mayClaimIn } from './mayClaimIn.js'

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
