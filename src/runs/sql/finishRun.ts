import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { RunStatus } from '../RunStatus.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'

interface FinishRun {
  run: Id
  status: RunStatus
  error: string | undefined
  gaps: readonly unknown[]
}

/** Sets the final status of a run that is still open, paused in its last moment too; returns its new version. */
export const finishRun = async (
  db: Sql,
  { runs, runChanged }: RunTables,
  finish: FinishRun,
): Promise<number | undefined> => {
  const { rows } = await db.execute(sql`
    update ${runs} set
      status = ${finish.status}, error = ${finish.error ?? null}, gaps = ${JSON.stringify(finish.gaps)}::jsonb,
      paused_for = null, open_steps = 0, finished_at = now(), version = version + 1, updated_at = now()
    where id = ${finish.run} and status in ('queued', 'planning', 'running', 'paused')
    returning version, ${runChanged}
  `)
  return rows[0] && Number(rows[0].version)
}
