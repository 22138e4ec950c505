import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

interface ReadStepStatus {
  run: Id
  /** The step's index. */
  step: number
}

/** The status of one step of a run; `undefined` when the run has no such step. */
export const readStepStatus = async (
  db: Sql,
  { steps }: RunTables,
  { run, step }: ReadStepStatus,
): Promise<string | undefined> => {
  const { rows } = await db.execute(sql`select status from ${steps} where run_id = ${run} and "index" = ${step}`)
  return rows[0] && String(rows[0].status)
}
