import type { CollectionAfterOperationHook } from 'payload'
import { TransactionGone, transactionOf } from '../database/transactions.js'
import { RequestError } from '../errors.js'

/**
 * Says no when a hook of another plugin has had the request's transaction rolled back and swallowed the error: Payload
 * would answer 201 for a run that is not there. Comes after all hooks, before the commit.
 */
export const checkRunKept: CollectionAfterOperationHook = async ({ operation, req, result }) => {
  if (operation !== 'create') return result
  try {
    await transactionOf(req)
    return result
  } catch (error) {
    if (!(error instanceof TransactionGone)) throw error
    req.payload.logger.error({ err: error, msg: 'a hook of another plugin undid a new run' })
    throw new RequestError(503, 'The run was not kept: another plugin of this site undid it. The log says more.', {
      code: 'not_saved',
    })
  }
}
