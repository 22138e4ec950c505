import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { loggable } from '../errors.js'
import { wait } from '../waiting.js'
import { type DatabaseClient, newClient, poolOf, type Sql } from './adapter.js'

const firstDelayMs = 100
const longestDelayMs = 10_000

interface KeepListening {
  payload: BasePayload
  channel: string
  /** A connection string for listening; default: the pool's. */
  uri: string | undefined
  /** Ends it. */
  signal: AbortSignal
  onMessage(message: string): void
  /** Called with `true` when notifications arrive from now on, with `false` when they no longer do. */
  onListening(isListening: boolean): void
}

/**
 * Keeps one connection listening until the signal aborts: when Postgres goes away it says so and comes back, waiting
 * twice as long after each vain try. Gives up, saying why, when notifications are not delivered. The same reason is logged
 * once, not with each try.
 */
export const keepListening = async (options: KeepListening): Promise<void> => {
  const { payload, signal } = options
  let delayMs = firstDelayMs
  let told: string | undefined
  while (!signal.aborted) {
    try {
      const isWorthWhile = await listenOnce({
        ...options,
        onListening: (isListening) => {
          if (isListening) {
            delayMs = firstDelayMs
            told = undefined
          }
          options.onListening(isListening)
        },
      })
      if (!isWorthWhile) return
    } catch (err) {
      if (signal.aborted) return
      const where = options.uri === undefined ? '' : ' at the address in the option `listenURI`'
      const msg = `cannot listen to the database${where}; changes are polled every second until that works`
      if (String(err) !== told) payload.logger.warn({ err: loggable(err), msg })
      told = String(err)
    }
    // Spread, so that all processes do not come back to a restarted Postgres at one instant.
    await wait(delayMs * (0.5 + Math.random() / 2), signal)
    delayMs = Math.min(delayMs * 2, longestDelayMs)
  }
}

/** Listens until the connection ends; false when there is no point in trying again. */
const listenOnce = async (options: KeepListening): Promise<boolean> => {
  const { payload, channel, uri, signal, onMessage, onListening } = options
  const client = newClient(payload, uri)
  const ended = new Promise((resolve) => client.once('end', resolve))
  const leave = () => void client.end()
  // An error is followed by the end, which is what counts; one that nobody hears would kill the process.
  client.on('error', (err) => payload.logger.warn({ err, msg: 'the connection that listens was lost' }))
  client.on('notification', ({ payload: message = '' }) => onMessage(message))
  try {
    await client.connect()
    // The last listener left meanwhile: nothing would end the connection later.
    if (signal.aborted) return false
    signal.addEventListener('abort', leave)
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
    if (!(await isDelivered({ client, channel, pool: poolOf(payload) }))) {
      payload.logger.warn({
        msg:
          'notifications of the database do not arrive, as behind a connection pooler in transaction mode or from another ' +
          'database; changes are polled every second. Give the option `listenURI` an address that leads to this ' +
          'database directly, or `false`.',
      })
      return false
    }
    onListening(true)
    await ended
    return true
  } finally {
    signal.removeEventListener('abort', leave)
    onListening(false)
    await client.end()
  }
}

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
const isDelivered = async ({ client, channel, pool }: IsDelivered): Promise<boolean> => {
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
