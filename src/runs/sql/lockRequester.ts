import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id } from '../Step.js'

/** Lets one request of a user at a time through, until its transaction ends. */
export const lockRequester = async (db: Sql, requester: Id | undefined): Promise<void> => {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`coursewright:${requester ?? 'system'}`}, 0))`)
}
