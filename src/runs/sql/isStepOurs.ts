import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { Step } from '../Step.js'
import type { RunTables } from './runTables.js'

/** Whether this claim still holds the step: nobody cancelled it or took it over. */
export const isStepOurs = async (db: Sql, { steps }: RunTables, step: Step): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    select 1 from ${steps} where id = ${step.id} and token = ${step.token} and status = 'running'
  `)
  return rows.length === 1
}
