import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { BasePayload } from 'payload'
import { postgres } from './postgres.js'

export type DatabaseClient = InstanceType<PostgresAdapter['pg']['Client']>

const connectWithinMs = 10_000

/**
 * A connection of its own beside the pool, not opened yet; made as the pool makes its own, with the host's driver. We rely
 * on the adapter's `pg` and `poolOptions`; a test fails when Payload changes them.
 *
 * @param uri Where to connect instead of where the pool does.
 */
export const newClient = (payload: BasePayload, uri: string | undefined): DatabaseClient => {
  const { pg, poolOptions } = postgres(payload)
  return new pg.Client({
    connectionTimeoutMillis: connectWithinMs,
    ...poolOptions,
    ...(uri ? { connectionString: uri } : {}),
    // Nothing is sent for hours on end: without it a host that vanished would never be noticed.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
}
