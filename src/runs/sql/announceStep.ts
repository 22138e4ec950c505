import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { Step } from '../Step.js'
import type { RunTables } from './runTables.js'

/**
 * Shows the world that a claimed step is being worked on: the run leaves `queued` and gets a new version. Its own
 * statement, because every writer locks the run before the step, and claiming must lock the step first.
 */
export const announceStep = async (db: Sql, { runs, steps }: RunTables, step: Step): Promise<void> => {
  const status = step.kind === 'plan' ? sql`'planning'` : sql`'running'`
  await db.execute(sql`
    with run as (
      update ${runs} set
        version = version + 1, status = ${status}, started_at = coalesce(started_at, now()), updated_at = now()
      where id = ${step.run} and status in ('queued', 'planning', 'running')
        and exists (select from ${steps} s where s.id = ${step.id} and s.token = ${step.token})
      returning version
    )
    update ${steps} set version = run.version from run where id = ${step.id} and token = ${step.token}
  `)
}
