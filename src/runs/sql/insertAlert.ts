import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { RunTables } from './runTables.js'

export interface Alert {
  provider: string
  model: string
  /** What happened and what to do, in plain words. */
  message: string
}

/**
 * Appends a row that somebody should look at, unless the same was said of the provider within the last hour. Alerts come
 * one after the other until the transaction ends, so that of many workers that notice it at once one says it.
 *
 * @returns whether it was news
 */
export const insertAlert = async (
  transaction: Sql,
  { logs, newId }: RunTables,
  { provider, model, message }: Alert,
): Promise<boolean> => {
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended('coursewright:alerts', 0))`)
  const { rows } = await transaction.execute(sql`
    select 1 from ${logs} where type = 'alert' and provider = ${provider} and message = ${message}
      and created_at > now() - interval '1 hour' limit 1
  `)
  if (rows.length > 0) return false
  await transaction.execute(sql`
    insert into ${logs} (id, type, provider, model, message, created_at, updated_at)
    values (${newId()}, 'alert', ${provider}, ${model}, ${message}, now(), now())
  `)
  return true
}
