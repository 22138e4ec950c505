/** Longer ones are cut: a reason is one line on a run. */
const maxLength = 300

/** Why something broke, fit for editors: never SQL with its parameters, which is what Drizzle puts into its messages. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown error'
  const isQuery = 'query' in error && 'params' in error
  if (isQuery) return error.cause === undefined ? 'a database query failed' : reasonOf(error.cause)
  return error.message.slice(0, maxLength) || error.name
}
