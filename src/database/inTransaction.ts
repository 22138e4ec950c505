import { type BasePayload, createLocalReq, type PayloadRequest } from 'payload'
import { postgres } from './postgres.js'

/**
 * Runs `work` in a transaction of its own and commits it. Payload's adapter swallows errors of COMMIT, so whoever
 * depends on the outcome reads it back afterwards.
 *
 * @throws whatever `work` throws, after rolling back
 */
export const inTransaction = async <T>(payload: BasePayload, work: (req: PayloadRequest) => Promise<T>): Promise<T> => {
  const adapter = postgres(payload)
  const transactionID = await adapter.beginTransaction()
  if (transactionID === null) throw new Error('coursewright needs transactions: set no `transactionOptions: false`.')
  const req = await createLocalReq({}, payload)
  req.transactionID = transactionID
  try {
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
