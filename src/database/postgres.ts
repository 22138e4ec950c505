import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { SQL } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'

/** Anything that runs SQL: the pool, or the transaction of a request. */
export interface Sql {
  execute(query: SQL): PromiseLike<{ rows: Record<string, unknown>[] }>
}

/**
 * The adapter behind Payload. We rely on its `drizzle`, `sessions`, `tableNameMap` and `schemaName`; a test fails when
 * Payload changes them.
 */
export const postgres = (payload: BasePayload): PostgresAdapter => {
  const adapter: unknown = payload.db
  if (!isPostgres(adapter)) {
    throw new Error(`coursewright needs @payloadcms/db-postgres, this config uses "${payload.db.name}".`)
  }
  return adapter
}

const isPostgres = (adapter: unknown): adapter is PostgresAdapter =>
  typeof adapter === 'object' && adapter !== null && 'drizzle' in adapter && 'tableNameMap' in adapter

/** Runs outside of any transaction. */
export const poolOf = (payload: BasePayload): Sql => postgres(payload).drizzle
