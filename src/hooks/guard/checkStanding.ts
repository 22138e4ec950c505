import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionAfterOperationHook } from 'payload'
import { whyPartStayed } from '../../database/deleteParts.js'
import { refusalOf, sqlStates } from '../../database/refusals.js'
import { transactionOf } from '../../database/transactions.js'
import { RequestError } from '../../errors.js'
import { isRecord } from '../../text.js'

/**
 * Of several documents Payload goes on with the others when one fails, even where Postgres has given up the transaction of all:
 * the answer would name documents that are not saved. Which of them it gave up for, and whether because of what another request did
 * at the same moment, nothing tells: they are saved side by side, and what fails after the first one fails because of that.
 *
 * So it is with a document that stays because something that goes with it stays: the rest of that is gone by then.
 */
export const checkStanding: CollectionAfterOperationHook = async ({ collection, req, result }) => {
  const errors: unknown = isRecord(result) ? Reflect.get(result, 'errors') : undefined
  if (!Array.isArray(errors) || errors.length === 0 || !req.transactionID) return result
  const stayed = whyPartStayed(req, collection.slug)
  if (stayed) throw stayed
  const db = await transactionOf(req)
  try {
    await db.execute(sql`select 1`)
    return result
  } catch (error) {
    if (refusalOf(error)?.state !== sqlStates.aborted) throw error
    const message =
      'Not all of these documents could be saved, so none was changed. Try again, or one by one to see why.'
    throw new RequestError(409, message, { code: 'changed_meanwhile', errors: errors.flatMap(toldOf) })
  }
}

/** What may be told of a document that failed. */
const toldOf = (error: unknown) =>
  isRecord(error) && error.isPublic === true ? [{ id: error.id, message: error.message }] : []
