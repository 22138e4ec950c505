import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Step } from '../Step.js'
import { nextStep } from './nextStep.js'
import type { RunTables } from './runTables.js'
import { stepOfRow } from './stepOfRow.js'

interface ClaimStep {
  owner: string
  leaseSeconds: number
}

/**
 * Takes the next step that is due, or none. One conditional update, so no two workers get the same step; the new token
 * fences off whoever held it.
 */
export const claimStep = async (
  db: Sql,
  tables: RunTables,
  { owner, leaseSeconds }: ClaimStep,
): Promise<Step | undefined> => {
  const { rows } = await db.execute(sql`
    update ${tables.steps} set
      status = 'running', token = token + 1, claims = claims + 1, lease_owner = ${owner},
      lease_until = now() + ${leaseSeconds} * interval '1 second', updated_at = now()
    where id = (${nextStep(tables)})
    returning *
  `)
  return rows[0] && stepOfRow(rows[0])
}
