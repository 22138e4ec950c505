import type { PayloadRequest } from 'payload'
import type { Sql } from '../../database/adapter.js'
import { transactionOf } from '../../database/transactions.js'
import { type PositionTables, positionTables } from '../../library/store.js'
import type { Settings } from '../../options/Settings.js'

/**
 * The library's tables, read in the request's transaction where there is one: a second connection taken inside of a
 * transaction would exhaust the pool under load.
 */
export const libraryOf = async (
  { slugs }: Settings,
  req: PayloadRequest,
): Promise<{ db: Sql; tables: PositionTables }> => {
  const tables = positionTables({ payload: req.payload, positionsSlug: slugs.positions })
  return { tables, db: req.transactionID ? await transactionOf(req) : tables.pool }
}
