import type { BasePayload } from 'payload'
import { poolsOf, postgres } from '../database/adapter.js'
import { NoTransactions } from '../database/transactions.js'

/**
 * Says at boot, not at the first run, that this database cannot work; has the process outlive connections that are lost.
 *
 * @throws NoTransactions
 */
export const checkAdapter = async (payload: BasePayload): Promise<void> => {
  // Only the message: the error of an idle client carries the client, with where it was connected.
  const warn = ({ message }: Error) => payload.logger.warn({ msg: 'a database connection was lost', reason: message })
  // A client whose connection ends reports it as an event, which kills the process when nobody listens: on the pool
  // while it idles, on itself while it is in use, where the pool leaves it without a listener.
  for (const pool of poolsOf(payload)) {
    pool.on('error', warn)
    pool.on('acquire', (client) => {
      if (!client.listeners('error').includes(warn)) client.on('error', warn)
    })
  }
  if (poolsOf(payload).length > 0) await checkTransactions(payload)
}

const checkTransactions = async (payload: BasePayload): Promise<void> => {
  const adapter = postgres(payload)
  const transactionID = await adapter.beginTransaction()
  if (transactionID === null) throw new NoTransactions()
  await adapter.rollbackTransaction(transactionID)
}
