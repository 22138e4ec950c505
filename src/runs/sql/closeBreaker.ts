import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import { breakerKey } from './breakerKey.js'
import type { RunTables } from './runTables.js'

interface CloseBreaker {
  provider: string
  model: string
}

export const closeBreaker = async (
  db: Sql,
  { breakers }: RunTables,
  { provider, model }: CloseBreaker,
): Promise<void> => {
  await db.execute(sql`delete from ${breakers} where key = ${breakerKey(provider, model)}`)
}
