import type { BasePayload } from 'payload'
import { poolOf, table } from '../database/adapter.js'
import { inTransaction, transactionOf } from '../database/transactions.js'
import { settingsOf } from '../options/Settings.js'
import { findMiscounted, recountDrills } from './drillCounts.js'

/** Positions that are locked at once. */
const batchSize = 500

/**
 * Puts `drillCount` of every position right, beside whatever else writes: for databases that others have written to, and
 * for counts that older versions left wrong. Reads the whole library and every drill.
 *
 * @returns how many positions had a wrong count
 */
export const recountPositions = async (payload: BasePayload): Promise<number> => {
  const { slugs } = settingsOf(payload)
  const tables = { positions: table(payload, slugs.positions), drills: table(payload, slugs.drills) }
  let mended = 0
  for (;;) {
    const ids = await findMiscounted({ db: poolOf(payload), ...tables }, batchSize)
    await inTransaction(payload, async (req) => recountDrills({ db: await transactionOf(req), ...tables, ids }))
    mended += ids.length
    if (ids.length < batchSize) return mended
  }
}
