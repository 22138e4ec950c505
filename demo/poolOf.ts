import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

/** Payload's connection pool, which `payload.destroy()` leaves open. */
export const poolOf = (payload: Payload): PostgresAdapter['pool'] => {
  if (!('pool' in payload.db)) throw new Error('The reference host runs on Postgres.')
  return (payload.db as unknown as PostgresAdapter).pool
}
