import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { wait } from '../waiting.js'
import type { DatabaseClient } from './newClient.js'
import type { Sql } from './postgres.js'

const deliveredWithinMs = 2000

interface IsDelivered {
  /** Listens on the channel already. */
  client: DatabaseClient
  channel: string
  /** Another connection: one's own notifications come through even where those of others do not. */
  pool: Sql
}

/**
 * Whether notifications reach the client, tried with one. Behind a pooler in transaction mode `LISTEN` succeeds, on a
 * connection that the next statement no longer has, and nothing ever comes.
 */
export const isDelivered = async ({ client, channel, pool }: IsDelivered): Promise<boolean> => {
  const echo = `echo:${randomUUID()}`
  const heard = new AbortController()
  const listen = ({ payload }: { payload?: string }) => {
    if (payload === echo) heard.abort()
  }
  client.on('notification', listen)
  try {
    await pool.execute(sql`select pg_notify(${channel}, ${echo})`)
    await wait(deliveredWithinMs, heard.signal)
    // A process that was busy all the while has the echo in its inbox: it is read before this answer.
    if (!heard.signal.aborted) await client.query('select 1')
    return heard.signal.aborted
  } finally {
    client.off('notification', listen)
  }
}
