import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import { LeaseLost } from '../LeaseLost.js'
import type { Step } from '../Step.js'
import type { StepResult } from '../StepResult.js'
import type { RunTables } from './runTables.js'

export interface CloseStep {
  step: Step
  status: 'done' | 'failed'
  saved: number
  missing: number
  /** What changes in the stored result. */
  result: Partial<StepResult> | undefined
  error: string | undefined
  /** The run's version this change belongs to. */
  version: number
}

/**
 * The fence: ends a step if it is still ours. Comes last in the transaction that saves its drafts, so that a worker
 * that lost its lease commits nothing.
 *
 * @throws LeaseLost
 */
export const closeStep = async (db: Sql, { steps }: RunTables, close: CloseStep): Promise<void> => {
  const result = close.result
    ? sql`coalesce(result, '{}'::jsonb) || ${JSON.stringify(close.result)}::jsonb`
    : sql`result`
  const { rows } = await db.execute(sql`
    update ${steps} set
      status = ${close.status}, saved = saved + ${close.saved}, missing = ${close.missing}, result = ${result},
      error = ${close.error ?? null}, version = ${close.version}, lease_owner = null, lease_until = null,
      updated_at = now()
    where id = ${close.step.id} and token = ${close.step.token} and status = 'running'
    returning id
  `)
  if (rows.length === 0) throw new LeaseLost(close.step.id)
}
