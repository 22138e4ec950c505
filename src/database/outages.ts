import type { BasePayload } from 'payload'
import { causesOf, loggable } from '../errors.js'
import { wait } from '../waiting.js'

const outageCodes: readonly unknown[] = ['53300', '53100', '53200', '57P01', '57P03', '08001', '08004', 'ECONNREFUSED']

/** What the system was doing when it failed: there was no connection yet. */
const connecting: readonly unknown[] = ['connect', 'getaddrinfo']

/** What the driver says of a connection that cannot be had; these have no code. */
const notConnected =
  /^timeout exceeded when trying to connect$|^Connection terminated due to connection timeout$|is not queryable$/

/** What Payload makes of whatever keeps a transaction from being begun. */
const notBegun = /^Error: cannot begin transaction:/

/**
 * Whether the database could not do its work at all, for reasons that are nobody's fault but its own and may pass. What
 * was asked of it was certainly not done; where nobody knows, see `isConnectionLost`. Only what is told of a query counts:
 * a host's hook that finds another service's port closed says nothing about the database.
 */
export const isOutage = (error: unknown): boolean => {
  let isOfQuery = false
  for (const cause of causesOf(error)) {
    if (notBegun.test(cause.message) || (isOfQuery && isNotDone(cause))) return true
    // As Drizzle says which query failed, around the driver's own error. There may be several Drizzles, so by its looks.
    isOfQuery ||= 'query' in cause && 'params' in cause
  }
  return false
}

const isNotDone = (error: Error): boolean =>
  notConnected.test(error.message) ||
  ('code' in error && outageCodes.includes(error.code)) ||
  ('syscall' in error && connecting.includes(error.syscall)) ||
  // A host with several addresses, none of which could be connected to.
  error instanceof AggregateError

const lostCodes = /^(57P02|08000|08003|08006|08007|08P01|ECONNRESET|EPIPE|ETIMEDOUT)$/

/** The driver's own words, which have no code. */
const lostMessages = /^(Connection terminated( unexpectedly)?|Query read timeout)$/

/**
 * Whether the connection broke while the database was at work: what was asked of it may have been done or not, and may
 * only be asked again where being done twice does no harm. What was certainly not done is an outage: see `isOutage`.
 */
export const isConnectionLost = (error: unknown): boolean => {
  for (const cause of causesOf(error)) {
    if (lostMessages.test(cause.message)) return true
    if ('code' in cause && lostCodes.test(String(cause.code))) return true
  }
  return false
}

const retryMs = 500

interface OutlastOutage<T> {
  work: () => Promise<T>
  /** Whether it may be done again when nobody knows whether it was done. */
  mayRepeat: boolean
  logger: BasePayload['logger']
  /** Whose work it is, for the log. */
  facts: Record<string, unknown>
  /** Ends the waiting. */
  signal: AbortSignal
}

/**
 * Does `work`, one statement, again until the database takes it; for what must not be lost because Postgres restarts.
 *
 * @throws what `work` throws, if it is no outage, or the signal has aborted
 */
export const outlastOutage = async <T>({ work, mayRepeat, logger, facts, signal }: OutlastOutage<T>): Promise<T> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const isPassing = isOutage(error) || (mayRepeat && isConnectionLost(error))
      if (signal.aborted || !isPassing) throw error
      logger.warn({
        ...facts,
        err: loggable(error),
        msg: 'the database is out of order; what was paid for waits for it',
      })
      await wait(retryMs, signal)
    }
  }
}
