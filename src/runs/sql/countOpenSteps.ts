import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { RunTables } from './runTables.js'

export interface OpenSteps {
  queued: number
  running: number
  /** Seconds the oldest step that is due has been waiting; 0 when none is. */
  oldestSeconds: number
}

/** How much work is waiting and under way. */
export const countOpenSteps = async (db: Sql, { steps }: RunTables): Promise<OpenSteps> => {
  const { rows } = await db.execute(sql`
    select
      count(*) filter (where status = 'queued') as queued,
      count(*) filter (where status = 'running') as running,
      coalesce(extract(epoch from now() - min(run_after) filter (where status = 'queued' and run_after <= now())), 0)
        as oldest
    from ${steps} where status in ('queued', 'running')
  `)
  return {
    queued: Number(rows[0]?.queued ?? 0),
    running: Number(rows[0]?.running ?? 0),
    oldestSeconds: Math.round(Number(rows[0]?.oldest ?? 0)),
  }
}
