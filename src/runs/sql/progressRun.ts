import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

interface ProgressRun {
  run: Id
  generated: number
  failed: number
  /** How `openSteps` changes; -1 when a step ends. */
  openSteps: number
  positionsLoaded?: number
}

/** Moves a run on, locking its row first. Returns what is left open and the run's new version; `undefined` when it was deleted. */
export const progressRun = async (
  db: Sql,
  { runs, runChanged }: RunTables,
  { run, generated, failed, openSteps, positionsLoaded }: ProgressRun,
): Promise<{ openSteps: number; version: number } | undefined> => {
  const loaded = positionsLoaded === undefined ? sql`positions_loaded` : sql`${positionsLoaded}`
  const { rows } = await db.execute(sql`
    update ${runs} set
      progress_generated = progress_generated + ${generated}, progress_failed = progress_failed + ${failed},
      open_steps = open_steps + ${openSteps}, positions_loaded = ${loaded}, version = version + 1, updated_at = now()
    where id = ${run}
    returning open_steps, version, ${runChanged}
  `)
  const row = rows[0]
  return row && { openSteps: Number(row.open_steps), version: Number(row.version) }
}
