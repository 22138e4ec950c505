import type { BasePayload } from 'payload'
import { postgres } from '../database/postgres.js'

/** Says at boot, not at the first run, that this database cannot work. */
export const checkAdapter = (payload: BasePayload): void => {
  const adapter = postgres(payload)
  // A client that idles while Postgres restarts reports it here; without a listener the process would die of it.
  adapter.pool?.on('error', ({ message }) =>
    payload.logger.warn({ msg: 'an idle database connection was lost', reason: message }),
  )
}
