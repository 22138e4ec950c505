import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id } from '../Step.js'
import type { RunTables } from './runTables.js'
import { idOf } from './stepOfRow.js'

/** The run a requester made with this idempotency key; the system is a requester too. */
export const findRunByKey = async (
  db: Sql,
  { runs }: RunTables,
  { requester, key }: { requester: Id | undefined; key: string },
): Promise<Id | undefined> => {
  const owner = requester === undefined ? sql`requester_id is null` : sql`requester_id = ${requester}`
  const { rows } = await db.execute(sql`select id from ${runs} where idempotency_key = ${key} and ${owner} limit 1`)
  return rows[0] && idOf(rows[0].id)
}
