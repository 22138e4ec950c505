/**
 * An error as it may be logged. The one around a failed query repeats the statement with its parameters, among them
 * answers and drafts, which must not reach a log; the database's own error says what was wrong.
 */
export const loggable = (error: unknown): unknown => {
  const isQuery = error instanceof Error && 'query' in error && 'params' in error
  if (!isQuery) return error
  return error.cause === undefined ? new Error('a database query failed') : loggable(error.cause)
}
