/**
 * Too many connections (53300), disk full (53100), out of memory (53200), shut down by somebody (57P01), starting or stopping
 * (57P03), a connection that was not made or not wanted (08001, 08004); and nobody at the port.
 */
const codes: readonly unknown[] = ['53300', '53100', '53200', '57P01', '57P03', '08001', '08004', 'ECONNREFUSED']

/** What the system was doing when it failed: there was no connection yet. */
const connecting: readonly unknown[] = ['connect', 'getaddrinfo']

/** What Payload makes of whatever keeps a transaction from being begun, and the driver of a connection that cannot be had. */
const notBegun =
  /^Error: cannot begin transaction:|^timeout exceeded when trying to connect$|^Connection terminated due to connection timeout$|is not queryable$/

/**
 * Whether the database could not do its work at all, for reasons that are nobody's fault but its own and may pass. What
 * was asked of it was certainly not done; where nobody knows, see `isConnectionLost`.
 */
export const isOutage = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (notBegun.test(cause.message)) return true
    if ('code' in cause && codes.includes(cause.code)) return true
    if ('syscall' in cause && connecting.includes(cause.syscall)) return true
  }
  return false
}
