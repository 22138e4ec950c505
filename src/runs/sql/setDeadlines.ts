import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import { isActive } from './isActive.js'
import type { RunTables } from './runTables.js'

/**
 * Gives runs that wait for their first step, or for the first one after a retry or resumption, a deadline in case it never
 * comes. From now on, not from their making: there may have been no worker. What a run waits for its very first step is not
 * taken from its time, see `announceStep`; what it waits after a retry or resumption is. Rows in use are left for next time.
 */
export const setDeadlines = async (db: Sql, { runs }: RunTables, runDeadlineMs: number): Promise<void> => {
  await db.execute(sql`
    update ${runs} set deadline_at = now() + ${runDeadlineMs} * interval '1 millisecond'
    where id in (
      select id from ${runs} where ${isActive(sql`status`)} and deadline_at is null for no key update skip locked
    )
  `)
}
