import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../src/database/adapter.js'
import type { TestPayload } from '../integration/helpers/startTestPayload.js'

/**
 * Of each model that was asked, the calls that came to its server and whose end stands in no ledger, where they are lost at
 * most; less than 0 is a bill too many.
 */
export const unbilledCalls = async ({ payload, model }: TestPayload): Promise<Map<string, number>> => {
  const { rows } = await poolOf(payload).execute(sql`
    select model, count(*)::int as count from generation_logs where type = 'attempt' and outcome <> 'lost' group by model`)
  const unbilled = new Map(rows.map((row) => [String(row.model), -Number(row.count)]))
  for (const { body } of model.requests()) unbilled.set(body.model, (unbilled.get(body.model) ?? 0) + 1)
  return unbilled
}
