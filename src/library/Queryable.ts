import type { SQL } from '@payloadcms/db-postgres/drizzle'

/**
 * Where our SQL runs: Payload's pool (`payload.db.drizzle`), or the transaction of a request
 * (`payload.db.sessions[transactionID].db`). Both are drizzle databases.
 */
export interface Queryable {
  execute(query: SQL): PromiseLike<{ rows: Record<string, unknown>[] }>
}
