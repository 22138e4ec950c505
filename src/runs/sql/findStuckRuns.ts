import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { Id } from '../Step.js'
import { isActive } from './isActive.js'
import type { RunTables } from './runTables.js'
import { idOf } from './stepOfRow.js'

/** The next sweep finds more. */
const most = 100

interface FindStuckRuns {
  /** How long after its deadline a run still has for its steps to end it in order. */
  marginSeconds: number
  /** Only this one. Default: all. */
  run?: Id
}

interface StuckRun {
  id: Id
  kind: unknown
  requested: number
  /** Its time is up; else it has no step left that could end it. */
  isOverdue: boolean
}

/**
 * Runs that do not end by themselves, locked until the transaction ends. Paused ones wait for somebody, and those that are
 * being changed are left for next time.
 */
export const findStuckRuns = async (
  db: Sql,
  { runs, steps }: RunTables,
  { marginSeconds, run }: FindStuckRuns,
): Promise<StuckRun[]> => {
  const isOverdue = sql`coalesce(r.deadline_at < now() - ${marginSeconds} * interval '1 second', false)`
  const { rows } = await db.execute(sql`
    select r.id, r.kind, r.progress_requested, ${isOverdue} as is_overdue from ${runs} r
    where ${isActive(sql`r.status`)} and ${run === undefined ? sql`true` : sql`r.id = ${run}`} and (
      ${isOverdue} or not exists (
        select from ${steps} s where s.run_id = r.id and s.status in ('queued', 'running')
      )
    )
    order by r.created_at limit ${most}
    for no key update of r skip locked
  `)
  return rows.map((row) => ({
    id: idOf(row.id),
    kind: row.kind,
    requested: Number(row.progress_requested),
    isOverdue: row.is_overdue === true,
  }))
}
