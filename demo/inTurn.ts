import { connectTo } from './postgres/databases.js'

/** Any number, as long as it is always the same. */
const lockKey = 7_265_309_114

/**
 * Does `work` while no other process does it on the same database: Payload's migrations take no lock, so of two hosts
 * that start at once on an empty database one would fail.
 *
 * The lock is held by a transaction of a connection of its own: one that belonged to the session would be lost behind a
 * pooler in transaction mode. It ends with the connection, however this process ends.
 */
export const inTurn = <T>(databaseUri: string, work: () => Promise<T>): Promise<T> =>
  connectTo(databaseUri, async (client) => {
    await client.query('begin')
    // It idles on purpose; a database that ends idle transactions would take the lock away.
    await client.query(`select set_config('idle_in_transaction_session_timeout', '0', true)`)
    await client.query('select pg_advisory_xact_lock($1)', [lockKey])
    const result = await work()
    await client.query('commit')
    return result
  })
