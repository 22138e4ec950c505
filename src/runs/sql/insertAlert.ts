import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { RunTables } from './runTables.js'

interface InsertAlert {
  provider: string
  model: string
  /** What happened and what to do, in plain words. */
  message: string
}

/** Appends a row that somebody should look at. */
export const insertAlert = async (db: Sql, { logs, newId }: RunTables, alert: InsertAlert): Promise<void> => {
  await db.execute(sql`
    insert into ${logs} (id, type, provider, model, message, created_at, updated_at)
    values (${newId()}, 'alert', ${alert.provider}, ${alert.model}, ${alert.message}, now(), now())
  `)
}
