import { sql } from '@payloadcms/db-postgres/drizzle'
import { type BasePayload, commitTransaction, createLocalReq, initTransaction, type PayloadRequest } from 'payload'
import { RequestError } from '../errors.js'
import { settingsOf } from '../options/Settings.js'
import { poolOf, postgres, type Sql } from './adapter.js'

/**
 * Runs `work` in a transaction of its own and commits it; Postgres ends it when nothing is heard of it for as long as a
 * lease. Payload's adapter swallows errors of COMMIT: a caller that depends on the outcome takes `inKeptTransaction`,
 * `inVerifiedTransaction`, or reads back what was written.
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

/**
 * Runs `work` as `inTransaction` does, and says whether the database kept it.
 *
 * @throws whatever `work` throws, after rolling back; TransactionGone where `work` swallowed an error that had ended it
 */
export const inVerifiedTransaction = async <T>(
  payload: BasePayload,
  work: (req: PayloadRequest) => Promise<T>,
): Promise<{ result: T; isKept: boolean }> => {
  const { result, id } = await inTransaction(payload, async (req) => ({
    result: await work(req),
    id: await transactionIdOf(await transactionOf(req)),
  }))
  return { result, isKept: await wasCommitted(poolOf(payload), id) }
}

/**
 * Runs `work` as `inTransaction` does, for an answer that says it is done.
 *
 * @throws whatever `work` throws, after rolling back; RequestError 503 `not_saved` when the database did not keep it
 */
export const inKeptTransaction = async <T>(
  payload: BasePayload,
  work: (req: PayloadRequest) => Promise<T>,
): Promise<T> => {
  const { result, isKept } = await inVerifiedTransaction(payload, work)
  if (isKept) return result
  throw new RequestError(503, 'The database did not keep the change. Try again.', { code: 'not_saved' })
}

/** What Postgres calls the transaction that is open on `db`. */
const transactionIdOf = async (db: Sql): Promise<string> => {
  const { rows } = await db.execute(sql`select pg_current_xact_id()::text as id`)
  return String(rows[0]?.id)
}

const wasCommitted = async (pool: Sql, transactionId: string): Promise<boolean> => {
  const { rows } = await pool.execute(sql`select pg_xact_status(${transactionId}::xid8) as status`)
  return rows[0]?.status === 'committed'
}

/** Payload rolled the transaction back under us, or was told to begin none: what would follow must not be written on its own. */
export class TransactionGone extends Error {
  override readonly name = 'TransactionGone'

  constructor() {
    super(
      'This needs the transaction of its request, which has already ended, or was switched off (`disableTransaction`).',
    )
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

/**
 * SQL in the request's transaction where it has one, else on the pool: callers may switch transactions off. What asks for
 * a second connection inside of a transaction may wait for ever, when all of them do.
 *
 * @throws TransactionGone when it had one, and that has ended
 */
export const sqlOf = async (req: Request): Promise<Sql> =>
  req.transactionID ? transactionOf(req) : poolOf(req.payload)

const isSql = (db: unknown): db is Sql => typeof db === 'object' && db !== null && 'execute' in db

type Answers<Reads extends readonly (() => unknown)[]> = {
  -readonly [at in keyof Reads]: Awaited<ReturnType<Reads[at]>>
}

/**
 * Reads side by side, or one after the other where the request has a transaction: its one connection takes one statement
 * at a time.
 *
 * @throws the first error
 */
export const readTogether = async <const Reads extends readonly (() => unknown)[]>(
  req: Request,
  reads: Reads,
): Promise<Answers<Reads>> => {
  if (!(await req.transactionID)) return Promise.all(reads.map((read) => read())) as Promise<Answers<Reads>>
  const answers: unknown[] = []
  for (const read of reads) answers.push(await read())
  return answers as Answers<Reads>
}

/** The host's adapter was told to do without transactions, on which everything here depends. */
export class NoTransactions extends Error {
  override readonly name = 'NoTransactions'

  constructor() {
    super(
      'coursewright needs transactions: remove `transactionOptions: false` from the postgresAdapter({ … }) of this config.',
    )
  }
}

/**
 * Has Postgres end this transaction when its process falls silent for longer than a lease: one that was stopped, not
 * killed, or whose host has lost the network, would otherwise hold its locks, and the process that goes on would wait for them.
 */
const limitIdleTime = async (db: Sql, seconds: number): Promise<void> => {
  await db.execute(sql`select set_config('idle_in_transaction_session_timeout', ${String(seconds * 1000)}, true)`)
}

/**
 * Has Payload read what is true now, with the request that `read` passes on. Where the adapter has read replicas, Payload
 * reads from them, and they lag behind; in a transaction it reads from the primary. Our own SQL always goes there.
 */
export const readPrimary = async <T>(req: PayloadRequest, read: () => Promise<T>): Promise<T> => {
  if (!postgres(req.payload).readReplicaOptions || !(await initTransaction(req))) return read()
  try {
    return await read()
  } finally {
    // Read only: there is nothing that COMMIT could lose. A read that failed has ended the transaction already.
    await commitTransaction(req)
  }
}
