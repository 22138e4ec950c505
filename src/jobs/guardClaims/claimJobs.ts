import { sql } from '@payloadcms/db-postgres/drizzle'
import type { FindArgs, Job, Payload, UpdateJobsArgs } from 'payload'
import { table } from '../../database/adapter.js'
import { transactionOf } from '../../database/transactions.js'
import { idOf } from '../../runs/sql/stepOfRow.js'

interface ClaimJobs {
  payload: Payload
  call: Extract<UpdateJobsArgs, { where: unknown }>
}

/** So many runners can claim at one instant and each get as many jobs as it asked for. */
const runnersAtOnce = 10

/** What "no limit" means here: Postgres takes 65,535 parameters, and nobody runs that many jobs side by side. */
const mostJobs = 10_000

/**
 * Claims jobs as `payload.db.updateJobs({ data: { processing: true }, where, limit, sort })` does, and returns them in
 * the same shape and order, but gives no job to two runners: which jobs are due is found by Payload's own conditions,
 * and those that are still free are then taken by one update that skips what another runner is taking. Payload's conditions
 * go by the clock of this host, which may be fast: a wake-up taken before its step is due would be lost.
 */
export const claimJobs = async ({ payload, call }: ClaimJobs): Promise<Job[]> => {
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
