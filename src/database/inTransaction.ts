import { type BasePayload, createLocalReq, type PayloadRequest } from 'payload'
import { settingsOf } from '../options/settingsOf.js'
import { limitIdleTime } from './limitIdleTime.js'
import { NoTransactions } from './NoTransactions.js'
import { postgres } from './postgres.js'
import { transactionOf } from './transactionOf.js'

/**
 * Runs `work` in a transaction of its own and commits it; Postgres ends it when nothing is heard of it for as long as a
 * lease. Payload's adapter swallows errors of COMMIT, so whoever depends on the outcome reads it back afterwards.
 *
 * @throws whatever `work` throws, after rolling back
 */
export const inTransaction = async <T>(payload: BasePayload, work: (req: PayloadRequest) => Promise<T>): Promise<T> => {
  const adapter = postgres(payload)
  // Before there is a transaction: whatever throws until `try` would leave it open.
  const req = await createLocalReq({}, payload)
  // Whatever the host's own are: other steps change the run all the time, which a snapshot would take for a conflict.
  const transactionID = await adapter.beginTransaction({ isolationLevel: 'read committed' })
  if (transactionID === null) throw new NoTransactions()
  req.transactionID = transactionID
  try {
    await limitIdleTime(await transactionOf(req), settingsOf(payload).steps.leaseSeconds)
    const result = await work(req)
    await adapter.commitTransaction(transactionID)
    return result
  } catch (error) {
    await adapter.rollbackTransaction(transactionID).catch((rollbackError: unknown) => {
      // The connection is gone, and with it the transaction; the first error says more.
      payload.logger.warn({ err: rollbackError, msg: 'rolling back failed' })
    })
    throw error
  }
}
