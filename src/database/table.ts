import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { postgres } from './postgres.js'
import { tableName } from './tableName.js'

/** The quoted table of a collection, in the adapter's schema. */
export const table = (payload: BasePayload, slug: string, suffix = ''): SQL => {
  const { schemaName } = postgres(payload)
  const quoted = sql.identifier(`${tableName(payload, slug)}${suffix}`)
  return schemaName ? sql`${sql.identifier(schemaName)}.${quoted}` : sql`${quoted}`
}
