import { causesOf } from '../errors.js'

/** What Postgres said when it would not do what it was asked. */
export interface Refusal {
  /** SQLSTATE: five characters, of which the first two are the class. */
  readonly state: string
  /** What it broke, where the refusal is about one. */
  readonly constraint: string | undefined
  readonly message: string
}

/** Those that our code decides by. */
export const sqlStates = {
  deadlock: '40P01',
  notSerializable: '40001',
  /** It came after another refusal in the same transaction. */
  aborted: '25P02',
  unique: '23505',
  foreignKey: '23503',
} as const

/** Codes of Node, such as EPIPE, may have five characters too, but begin otherwise than any class of Postgres. */
const sqlState = /^[\dFHPX][\dA-Z]{4}$/

/**
 * What Postgres refused, however deep: the driver throws its own error, Drizzle one around it, and a hook of the host may throw
 * one around that. `undefined` where Postgres said nothing, as when the connection broke.
 */
export const refusalOf = (error: unknown): Refusal | undefined => {
  for (const cause of causesOf(error)) {
    if (!('code' in cause) || typeof cause.code !== 'string' || !sqlState.test(cause.code)) continue
    const constraint = 'constraint' in cause && typeof cause.constraint === 'string' ? cause.constraint : undefined
    return { state: cause.code, constraint, message: cause.message }
  }
  return undefined
}

const mostTries = 10

/**
 * Does `work`, one statement or one transaction, again when Postgres ended a deadlock by undoing the whole of it: the deletion of
 * a user, say, takes its rows in another order than the worker that keeps a call of this user.
 *
 * @throws what `work` throws, if it is no deadlock, or it was the tenth
 */
export const retryingDeadlocks = async <T>(work: () => Promise<T>, tries = 1): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (tries === mostTries || refusalOf(error)?.state !== sqlStates.deadlock) throw error
    return retryingDeadlocks(work, tries + 1)
  }
}
