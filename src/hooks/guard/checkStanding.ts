import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionAfterOperationHook } from 'payload'
import { transactionOf } from '../../database/transactions.js'
import { isRecord } from '../../text.js'

/**
 * Of several documents Payload goes on with the others when one fails, even where Postgres has given up the transaction of all:
 * the answer would name documents that are not saved. What Postgres says of any further statement is thrown then.
 */
export const checkStanding: CollectionAfterOperationHook = async ({ req, result }) => {
  const errors: unknown = isRecord(result) ? Reflect.get(result, 'errors') : undefined
  if (!Array.isArray(errors) || errors.length === 0 || !req.transactionID) return result
  const db = await transactionOf(req)
  await db.execute(sql`select 1`)
  return result
}
