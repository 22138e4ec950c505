import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { BasePayload } from 'payload'
import { postgres } from './postgres.js'

type Pool = PostgresAdapter['pool']

/** The adapter's pool, and those of its read replicas, which only drizzle knows; a test fails when that changes. */
export const poolsOf = (payload: BasePayload): Pool[] => {
  const adapter = postgres(payload)
  // Not connected, as when Payload only generates files.
  const pool: Pool | undefined = adapter.pool
  if (!pool) return []
  const replicas: unknown = Reflect.get(adapter.drizzle, '$replicas')
  return [pool, ...(Array.isArray(replicas) ? replicas.map(({ $client }): Pool => $client) : [])]
}
