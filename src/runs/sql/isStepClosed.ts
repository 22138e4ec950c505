import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Step } from '../Step.js'
import type { RunTables } from './runTables.js'

/** Whether the closing of this very claim was committed: status and token, read on the pool after COMMIT. */
export const isStepClosed = async (db: Sql, { steps }: RunTables, step: Step): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    select 1 from ${steps} where id = ${step.id} and token = ${step.token} and status in ('done', 'failed')
  `)
  return rows.length === 1
}
