import { sql } from '@payloadcms/db-postgres/drizzle'
import type { ActionContext } from './controlRun.js'

/** Nothing more is claimed; what is being worked on is finished and saved. */
export const pauseRun = async ({ db, tables: { runs, runChanged }, run }: ActionContext): Promise<void> => {
  await db.execute(sql`
    update ${runs} set
      status = 'paused', paused_for = 'user', last_action = 'pause', version = version + 1, updated_at = now()
    where id = ${run}
    returning ${runChanged}
  `)
}
