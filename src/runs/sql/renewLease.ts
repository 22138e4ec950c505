import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Step } from '../Step.js'
import type { RunTables } from './runTables.js'

/** Extends the lease by database time; false when the step is no longer ours. */
export const renewLease = async (db: Sql, { steps }: RunTables, step: Step, leaseSeconds: number): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    update ${steps} set lease_until = now() + ${leaseSeconds} * interval '1 second'
    where id = ${step.id} and token = ${step.token} and status = 'running'
    returning id
  `)
  return rows.length === 1
}
