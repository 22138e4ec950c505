/**
 * Too many connections (53300), disk full (53100), out of memory (53200), shut down by somebody (57P01), starting or stopping
 * (57P03); and nobody at the port.
 */
const codes: readonly unknown[] = ['53300', '53100', '53200', '57P01', '57P03', 'ECONNREFUSED']

/** What Payload makes of whatever keeps a transaction from being begun. */
const notBegun = /^Error: cannot begin transaction:/

/**
 * Whether the database could not do its work at all, for reasons that are nobody's fault but its own and may pass. What
 * was asked of it was certainly not done.
 */
export const isOutage = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (notBegun.test(cause.message) || ('code' in cause && codes.includes(cause.code))) return true
  }
  return false
}
