/**
 * Too many connections (53300), disk full (53100), out of memory (53200), shut down by somebody (57P01), starting or stopping
 * (57P03), a connection that was not made or not wanted (08001, 08004); and nobody at the port.
 */
const codes: readonly unknown[] = ['53300', '53100', '53200', '57P01', '57P03', '08001', '08004', 'ECONNREFUSED']

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
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (notBegun.test(cause.message) || (isOfQuery && isNotDone(cause))) return true
    // As Drizzle says which query failed, around the driver's own error. There may be several Drizzles, so by its looks.
    isOfQuery ||= 'query' in cause && 'params' in cause
  }
  return false
}

const isNotDone = (error: Error): boolean =>
  notConnected.test(error.message) ||
  ('code' in error && codes.includes(error.code)) ||
  ('syscall' in error && connecting.includes(error.syscall)) ||
  // A host with several addresses, none of which could be connected to.
  error instanceof AggregateError
