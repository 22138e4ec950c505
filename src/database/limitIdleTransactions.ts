import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { BasePayload } from 'payload'
import { loggable } from '../errors.js'
import { postgres } from './adapter.js'

type Client = Pick<InstanceType<PostgresAdapter['pg']['Client']>, 'query'>

interface LimitIdleTransactions {
  payload: BasePayload
  seconds: number
}

/**
 * Only where no other limit holds, of the pool, the role or the database; and only where the connection leads to the very
 * process that it was told of: behind a pooler the setting would stay on a connection that is another client's next.
 */
const limit = `
  select set_config('idle_in_transaction_session_timeout', $1, false)
  where pg_backend_pid() = $2 and current_setting('idle_in_transaction_session_timeout') = '0'`

/**
 * Has Postgres end transactions that any code leaves open on the adapter's pool, as Payload's own does after some errors:
 * they would hold their locks and their connection for ever. Each connection is told before its first use, and those that
 * idle already at once. Returns how to end it.
 */
export const limitIdleTransactions = ({ payload, seconds }: LimitIdleTransactions): (() => void) => {
  const { pool } = postgres(payload)
  const { onConnect } = pool.options
  const warn = (err: unknown) => {
    payload.logger.warn({ err: loggable(err), msg: 'limiting how long a transaction may idle failed' })
  }
  // The pid is not among the types.
  const limitOn = (client: Client) => client.query(limit, [String(seconds * 1000), Reflect.get(client, 'processID')])
  const limitIdle = async (): Promise<void> => {
    const client = await pool.connect()
    await limitOn(client).finally(() => client.release())
  }
  let isOver = false
  const limitNew: typeof onConnect = async (client) => {
    await onConnect?.(client)
    if (!isOver) await limitOn(client).catch(warn)
  }
  pool.options.onConnect = limitNew
  for (let idle = pool.idleCount; idle > 0; idle -= 1) limitIdle().catch(warn)
  return () => {
    isOver = true
    // Another worker of this process may have begun since, and call this one's until it ends as well.
    if (pool.options.onConnect === limitNew) pool.options.onConnect = onConnect
  }
}
