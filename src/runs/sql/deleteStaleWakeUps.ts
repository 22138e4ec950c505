import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import { runStepTaskSlug } from '../runStepTaskSlug.js'
import type { RunTables } from './runTables.js'

/**
 * Deletes our wake-ups that ended, or whose runner died with them: Payload leaves those `processing` for ever. No
 * wake-up outlives the lease of its step by long, so a day is generous.
 */
export const deleteStaleWakeUps = async (db: Sql, { jobs }: RunTables, queue: string): Promise<void> => {
  await db.execute(sql`
    delete from ${jobs}
    where task_slug = ${runStepTaskSlug} and queue = ${queue}
      and (completed_at < now() - interval '1 hour' or ((processing or has_error) and updated_at < now() - interval '1 day'))
  `)
}
