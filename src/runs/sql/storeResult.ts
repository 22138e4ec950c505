import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import { LeaseLost } from '../LeaseLost.js'
import type { Step } from '../Step.js'
import type { StepResult } from '../StepResult.js'
import type { RunTables } from './runTables.js'

/**
 * Keeps what a paid answer gave, before anything is made of it.
 *
 * @throws LeaseLost
 */
export const storeResult = async (
  db: Sql,
  { steps }: RunTables,
  step: Step,
  result: StepResult,
  attempts: number,
): Promise<void> => {
  const { rows } = await db.execute(sql`
    update ${steps} set result = ${JSON.stringify(result)}::jsonb, attempts = ${attempts}, updated_at = now()
    where id = ${step.id} and token = ${step.token} and status = 'running'
    returning id
  `)
  if (rows.length === 0) throw new LeaseLost(step.id)
}
