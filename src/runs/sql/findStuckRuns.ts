import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id } from '../Step.js'
import { isActive } from './isActive.js'
import type { RunTables } from './runTables.js'
import { idOf } from './stepOfRow.js'

/** The next sweep finds more. */
const most = 100

interface StuckRun {
  id: Id
  /** Since its time was up; 0 when it is not. */
  overdueSeconds: number
  /** Whether it has a step left that could end it. */
  hasSteps: boolean
}

/** Runs whose time is up, or which have no step left that could end them; of all, or only the given one. Paused ones wait for somebody. */
export const findStuckRuns = async (db: Sql, { runs, steps }: RunTables, run?: Id): Promise<StuckRun[]> => {
  const hasSteps = sql`exists (
    select from ${steps} s where s.run_id = r.id and s.status in ('queued', 'running')
  )`
  const { rows } = await db.execute(sql`
    select r.id, greatest(extract(epoch from now() - r.deadline_at), 0) as overdue_seconds, ${hasSteps} as has_steps
    from ${runs} r
    where ${isActive(sql`r.status`)} and ${run === undefined ? sql`true` : sql`r.id = ${run}`}
      and (r.deadline_at < now() or not ${hasSteps})
    order by r.created_at limit ${most}
  `)
  return rows.map((row) => ({
    id: idOf(row.id),
    overdueSeconds: Number(row.overdue_seconds),
    hasSteps: row.has_steps === true,
  }))
}
