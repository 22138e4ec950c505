import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import { type RunStatus, runStatuses } from '../RunStatus.js'
import type { Id } from '../Step.js'
import type { StepState } from '../StepState.js'
import type { RunTables } from './runTables.js'
import { idOf } from './stepOfRow.js'

export interface RunState {
  version: number
  status: RunStatus
  progress: { requested: number; generated: number; failed: number }
  /** Steps that changed after the version the reader has seen. */
  changedSteps: StepState[]
}

/** The state of a run and what changed in it since `seen`, in one statement: a consistent picture. */
export const readRunState = async (
  db: Sql,
  { runs, steps }: RunTables,
  run: Id,
  seen: number,
): Promise<RunState | undefined> => {
  const { rows } = await db.execute(sql`
    select r.version as run_version, r.status as run_status, r.progress_requested, r.progress_generated,
      r.progress_failed, s.id, s."index", s.kind, s.status, s.attempts, s.written, s.saved, s.missing, s.error
    from ${runs} r
    left join ${steps} s on s.run_id = r.id and s.version > ${seen}
    where r.id = ${run}
    order by s."index"
  `)
  const first = rows[0]
  const status = runStatuses.find((known) => known === first?.run_status)
  if (!first || !status) return undefined
  return {
    version: Number(first.run_version),
    status,
    progress: {
      requested: Number(first.progress_requested),
      generated: Number(first.progress_generated),
      failed: Number(first.progress_failed),
    },
    changedSteps: rows
      .filter(({ id }) => id !== null)
      .map((row) => ({
        id: idOf(row.id),
        index: Number(row.index),
        kind: String(row.kind),
        status: String(row.status),
        attempts: Number(row.attempts),
        written: Number(row.written),
        saved: Number(row.saved),
        missing: Number(row.missing),
        error: row.error === null ? null : String(row.error),
      })),
  }
}
