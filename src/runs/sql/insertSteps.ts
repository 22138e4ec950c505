import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id, StepKind } from '../Step.js'
import type { RunTables } from './runTables.js'

interface InsertSteps {
  run: Id
  kind: StepKind
  /** Index of the first of them in the run. */
  firstIndex: number
  inputs: readonly unknown[]
}

/** Writes steps of one run in one statement; requester, rank and version come from the run. */
export const insertSteps = async (db: Sql, { runs, steps, newId }: RunTables, insert: InsertSteps): Promise<void> => {
  if (insert.inputs.length === 0) return
  const run = sql`(select * from ${runs} where id = ${insert.run})`
  const rows = insert.inputs.map(
    (input, offset) => sql`(
      ${newId()}, ${insert.run}, (select coalesce(requester_id::text, 'system') from ${run} r), ${insert.firstIndex + offset}, ${insert.kind}, 'queued',
      (select -coalesce(priority, 0) from ${run} r), now(), 0, 0, 0, 0, 0, (select version from ${run} r),
      ${JSON.stringify(input)}::jsonb, now(), now()
    )`,
  )
  await db.execute(sql`
    insert into ${steps} (
      id, run_id, requester_key, "index", kind, status, rank, run_after, attempts, claims, token, saved, missing,
      version, input, created_at, updated_at
    ) values ${sql.join(rows, sql`, `)}
  `)
}
