import type { BasePayload } from 'payload'
import { postgres } from '../database/postgres.js'

/** Says at boot, not at the first run, that this database cannot work. */
export const checkAdapter = (payload: BasePayload): void => {
  const { pool } = postgres(payload)
  const warn = (err: Error) => payload.logger.warn({ err, msg: 'a database connection was lost' })
  // A client whose connection ends reports it as an event, which kills the process when nobody listens: on the pool
  // while it idles, on itself while it is in use, where the pool leaves it without a listener.
  pool?.on('error', warn)
  pool?.on('acquire', (client) => {
    if (!client.listeners('error').includes(warn)) client.on('error', warn)
  })
}
