import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { RunTables } from './runTables.js'

/**
 * Forgets breakers of models that nobody calls any more, which is what would close them. An hour after its time was up, how
 * often a model failed in a row says nothing of today.
 */
export const deleteOldBreakers = async (db: Sql, { breakers }: RunTables): Promise<void> => {
  await db.execute(sql`delete from ${breakers} where greatest(open_until, probe_until) < now() - interval '1 hour'`)
}
