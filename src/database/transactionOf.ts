import type { PayloadRequest } from 'payload'
import { postgres, type Sql } from './postgres.js'

/** Payload rolled the transaction back under us: what would follow must not be written on its own. */
export class TransactionGone extends Error {
  override readonly name = 'TransactionGone'

  constructor() {
    super('The transaction of this request has already ended.')
  }
}

type Request = Pick<PayloadRequest, 'payload' | 'transactionID'>

/**
 * The open transaction of a request. Payload itself falls back to the pool when the session is gone, which would
 * commit what comes next without what came before.
 *
 * @throws TransactionGone
 */
export const transactionOf = async ({ payload, transactionID }: Request): Promise<Sql> => {
  const id = await transactionID
  const session: { db: unknown } | undefined = id === undefined ? undefined : postgres(payload).sessions[id]
  if (!isSql(session?.db)) throw new TransactionGone()
  return session.db
}

const isSql = (db: unknown): db is Sql => typeof db === 'object' && db !== null && 'execute' in db
