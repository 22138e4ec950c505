/** The server crashed (57P02); the connection broke (class 08; poolers say 08P01 to everything). */
const codes = /^(57P02|08000|08003|08006|08007|08P01|ECONNRESET|EPIPE|ETIMEDOUT)$/

/** The driver's own words, which have no code. */
const messages = /^(Connection terminated( unexpectedly)?|Query read timeout)$/

/**
 * Whether the connection broke while the database was at work: what was asked of it may have been done or not, and may
 * only be asked again where being done twice does no harm. What was certainly not done is an outage: see `isOutage`.
 */
export const isConnectionLost = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (messages.test(cause.message)) return true
    if ('code' in cause && codes.test(String(cause.code))) return true
  }
  return false
}
