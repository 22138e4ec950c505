import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Step } from '../Step.js'
import type { RunTables } from './runTables.js'

interface ShowWriting {
  step: Step
  /** Items of the answer that have begun to arrive. */
  written: number
}

/** Lets those who watch a run see how far a streamed answer has come. Says nothing when the step is no longer ours. */
export const showWriting = async (
  db: Sql,
  { runs, steps, runChanged }: RunTables,
  { step, written }: ShowWriting,
): Promise<void> => {
  await db.execute(sql`
    with run as (
      update ${runs} set version = version + 1, updated_at = now() where id = ${step.run} returning version, ${runChanged}
    )
    update ${steps} set written = ${written}, version = run.version from run
    where id = ${step.id} and token = ${step.token} and status = 'running'
  `)
}
