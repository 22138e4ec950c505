import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { RunAction } from '../RunAction.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

interface ReopenRun {
  run: Id
  action: RunAction
  /** Steps that were reopened with it. */
  reopened: number
  /** Drafts no longer counted as failed. */
  missing: number
}

/** Lets a run's steps be claimed again; tells how many wait. A run without its plan starts from `queued`. */
export const reopenRun = async (
  db: Sql,
  { runs, steps, runChanged }: RunTables,
  { run, action, reopened, missing }: ReopenRun,
): Promise<{ queued: number }> => {
  const planned = await db.execute(sql`
    select 1 from ${steps} where run_id = ${run} and kind = 'plan' and status = 'done'
  `)
  await db.execute(sql`
    update ${runs} set
      status = ${planned.rows.length ? 'running' : 'queued'},
      paused_for = null, last_action = ${action}, open_steps = open_steps + ${reopened},
      progress_failed = progress_failed - ${missing}, error = null, gaps = null, finished_at = null, deadline_at = null,
      version = version + 1, updated_at = now()
    where id = ${run}
    returning ${runChanged}
  `)
  const { rows } = await db.execute(sql`
    update ${steps} set version = (select version from ${runs} where id = ${run}), result = result - 'waitsSince'
    where run_id = ${run} and status = 'queued'
    returning id
  `)
  return { queued: rows.length }
}
