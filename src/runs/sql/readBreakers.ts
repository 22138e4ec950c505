import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { OpenBreaker } from '../../model/policies/breakerStore.js'
import type { RunTables } from './runTables.js'

/**
 * All breakers that are not closed: `retryAfterMs` of 0 or less says that one call may try, which is how they close again.
 * Whether somebody tries already is not told: that ends any moment, and `probeBreaker` decides.
 */
export const readBreakers = async (db: Sql, { breakers }: RunTables): Promise<OpenBreaker[]> => {
  const { rows } = await db.execute(sql`
    select provider, model, reason, openings, extract(epoch from open_until - now()) * 1000 as retry_after_ms
    from ${breakers}
    order by provider, model
  `)
  return rows.map((row) => ({
    provider: String(row.provider),
    model: String(row.model),
    reason: String(row.reason),
    openings: Number(row.openings),
    retryAfterMs: Number(row.retry_after_ms),
  }))
}
