import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import { finalStatuses, type RunStatus, runStatuses } from '../RunStatus.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

export interface LockedRun {
  id: Id
  kind: unknown
  status: RunStatus
  requested: number
  generated: number
  lastAction: unknown
  /** Not in a final status. */
  isOpen: boolean
}

/**
 * Locks the run's row until the transaction ends and tells where it stands. Drafts being saved for the run hold its key,
 * which this lock does not wait for: their save comes to nothing if the run is cancelled meanwhile.
 */
export const lockRun = async (db: Sql, { runs }: RunTables, run: Id): Promise<LockedRun | undefined> => {
  const { rows } = await db.execute(sql`
    select kind, status, progress_requested, progress_generated, last_action from ${runs}
    where id = ${run} for no key update
  `)
  const [row] = rows
  const status = runStatuses.find((known) => known === row?.status)
  if (!row || !status) return undefined
  return {
    id: run,
    kind: row.kind,
    status,
    requested: Number(row.progress_requested),
    generated: Number(row.progress_generated),
    lastAction: row.last_action,
    isOpen: !finalStatuses.includes(status),
  }
}
