import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionAfterOperationHook } from 'payload'
import { transactionOf } from '../../database/transactions.js'
import { RequestError } from '../../errors.js'
import { isRecord } from '../../text.js'

/**
 * Of several documents Payload goes on with the others when one fails, even where Postgres has given up the transaction of all:
 * the answer would name documents that are not saved. What Postgres says of any further statement is thrown then.
 */
export const checkStanding: CollectionAfterOperationHook = async ({ req, result }) => {
  const errors: unknown = isRecord(result) ? Reflect.get(result, 'errors') : undefined
  if (!Array.isArray(errors) || errors.length === 0 || !req.transactionID) return result
  const db = await transactionOf(req)
  try {
    await db.execute(sql`select 1`)
  } catch (error) {
    // What it says itself is of the statement before. Where the first document was refused for what it says, that was why; whatever
    // comes after another failure, such as one at the same moment, comes of that.
    const [first]: unknown[] = errors
    const invalid = req.t('error:followingFieldsInvalid', { count: 1 })
    const refused = isRecord(first) && String(first.message).startsWith(invalid) ? first : undefined
    if (!refused) throw error
    const message = `${refused.message} Nothing was changed; this was refused of document ${refused.id}.`
    throw new RequestError(400, message, { code: 'invalid_fields', errors: [{ path: '', message: refused.message }] })
  }
  return result
}
