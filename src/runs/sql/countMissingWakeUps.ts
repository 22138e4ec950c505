import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import { runStepTaskSlug } from '../runStepTaskSlug.js'
import { isActive } from './isActive.js'
import type { RunTables } from './runTables.js'

/** How many steps that may be claimed now have no wake-up waiting for them. */
export const countMissingWakeUps = async (
  db: Sql,
  { runs, steps, jobs }: RunTables,
  queue: string,
): Promise<number> => {
  const { rows } = await db.execute(sql`
    select
      (select count(*) from ${steps} s join ${runs} r on r.id = s.run_id
       where s.status = 'queued' and s.run_after <= now() and ${isActive(sql`r.status`)})
      - (select count(*) from ${jobs} where task_slug = ${runStepTaskSlug} and queue = ${queue}
         and completed_at is null and has_error is not true and processing is not true
         and (wait_until is null or wait_until <= now()))
      as missing
  `)
  return Math.max(0, Number(rows[0]?.missing ?? 0))
}
