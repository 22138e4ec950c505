import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Step } from '../Step.js'
import type { RunTables } from './runTables.js'

/** Gives the run a new version and the step that version, so that whoever follows the run sees the step's change. */
export const showStep = async (
  db: Sql,
  { runs, steps, runChanged }: RunTables,
  { id, run }: Pick<Step, 'id' | 'run'>,
): Promise<void> => {
  await db.execute(sql`
    with run as (
      update ${runs} set version = version + 1, updated_at = now() where id = ${run} returning version, ${runChanged}
    )
    update ${steps} s set version = run.version from run where s.id = ${id}
  `)
}
