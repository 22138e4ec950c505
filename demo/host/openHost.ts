import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { connectTo } from '../postgres/databases.js'
import { seed } from '../seed.js'
import { type Environment, prepareEnvironment } from './environment.js'

export interface Host extends Environment {
  payload: Payload
}

interface OpenHost {
  log: (line: string) => void
  /** Adds the demo's users and content to an empty database of your own, too. Default: to the embedded one only. */
  seedsAnyDatabase?: boolean
  /** As of `prepareEnvironment`. */
  isWatched?: boolean
}

/** The reference host, ready to use: environment, Payload, migrations, seed content. */
export const openHost = async ({ log, seedsAnyDatabase = false, isWatched }: OpenHost): Promise<Host> => {
  const environment = await prepareEnvironment(log, isWatched)
  try {
    const [{ getPayload }, { default: config }] = await Promise.all([
      import('payload'),
      import('../../payload.config.js'),
    ])
    const payload = await getPayload({ config })
    await inTurn(process.env.DATABASE_URI ?? '', async () => {
      await payload.db.migrate()
      if (environment.isEmbedded || seedsAnyDatabase) await seed(payload, log)
    })
    return {
      ...environment,
      payload,
      stop: async () => {
        // Losing its connections now is no news.
        payload.logger.level = 'silent'
        // Payload keeps one client checked out for good, so waiting for the pool to empty would never end.
        void poolOf(payload).end()
        await payload.destroy()
        await environment.stop()
      },
    }
  } catch (error) {
    await environment.stop()
    throw error
  }
}

/** Any number, as long as it is always the same. */
const lockKey = 7_265_309_114

/**
 * Does `work` while no other process does it on the same database: Payload's migrations take no lock, so of two hosts
 * that start at once on an empty database one would fail.
 *
 * The lock is held by a transaction of a connection of its own: one that belonged to the session would be lost behind a
 * pooler in transaction mode. It ends with the connection, however this process ends.
 */
const inTurn = <T>(databaseUri: string, work: () => Promise<T>): Promise<T> =>
  connectTo(databaseUri, async (client) => {
    await client.query('begin')
    // It idles on purpose; a database that ends idle transactions would take the lock away.
    await client.query(`select set_config('idle_in_transaction_session_timeout', '0', true)`)
    await client.query('select pg_advisory_xact_lock($1)', [lockKey])
    const result = await work()
    await client.query('commit')
    return result
  })

/** Payload's connection pool, which `payload.destroy()` leaves open. */
const poolOf = (payload: Payload): PostgresAdapter['pool'] => {
  if (!('pool' in payload.db)) throw new Error('The reference host runs on Postgres.')
  return (payload.db as unknown as PostgresAdapter).pool
}
