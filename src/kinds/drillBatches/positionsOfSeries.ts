import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { poolOf, table } from '../../database/adapter.js'
import { transactionOf } from '../../database/transactions.js'
import type { Settings } from '../../options/Settings.js'
import { idOf } from '../../runs/sql/store.js'
import type { Id } from '../../runs/vocabulary.js'

/** The positions that drills of a series are made from. */
export const positionsOfSeries = async (settings: Settings, req: PayloadRequest, seriesId: Id): Promise<Set<Id>> => {
  const db = req.transactionID ? await transactionOf(req) : poolOf(req.payload)
  const { rows } = await db.execute(sql`
    select distinct position_id as id from ${table(req.payload, settings.slugs.drills)}
    where series_id = ${seriesId} and position_id is not null
  `)
  return new Set(rows.map(({ id: position }) => idOf(position)))
}
