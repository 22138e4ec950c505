import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

interface Reopened {
  /** `plan` and `generate` steps that are queued again. */
  reopened: number
  /** Drafts that were counted as failed for them. */
  missing: number
  /** Cancelled `finish` steps, which are not reopened but written anew. */
  finishes: number
}

interface ReopenSteps {
  run: Id
  /** The index of the only one. Default: all of the run. */
  step: number | undefined
}

/** Queues failed and cancelled steps again with fresh attempts; what they have stored stays. */
export const reopenSteps = async (db: Sql, { steps }: RunTables, { run, step }: ReopenSteps): Promise<Reopened> => {
  const chosen = step === undefined ? sql`true` : sql`"index" = ${step}`
  const { rows } = await db.execute(sql`
    with old as (
      select id, kind, missing from ${steps} 
      where run_id = ${run} and status in ('failed', 'cancelled') and ${chosen} for no key update
    ),
    reopened as (
      update ${steps} s set
        status = 'queued', token = token + 1, attempts = 0, claims = 0, missing = 0, error = null, run_after = now(),
        updated_at = now()
      from old where s.id = old.id and old.kind <> 'finish'
      returning s.id
    )
    select
      (select count(*) from reopened) as reopened,
      (select coalesce(sum(missing), 0) from old where kind <> 'finish') as missing,
      (select count(*) from old where kind = 'finish') as finishes
  `)
  return {
    reopened: Number(rows[0]?.reopened ?? 0),
    missing: Number(rows[0]?.missing ?? 0),
    finishes: Number(rows[0]?.finishes ?? 0),
  }
}
