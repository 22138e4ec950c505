import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import { breakerKey } from './breakerKey.js'
import type { RunTables } from './runTables.js'

interface CloseBreaker {
  provider: string
  model: string
}

/** @returns whether it was open */
export const closeBreaker = async (
  db: Sql,
  { breakers }: RunTables,
  { provider, model }: CloseBreaker,
): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    delete from ${breakers} where key = ${breakerKey(provider, model)} returning id
  `)
  return rows.length === 1
}
