import { APIError } from 'payload'

/** Facts a client can act on; `code` is stable, the rest depends on it. */
export interface RequestErrorData {
  /** Lower-case words joined by `_`, such as `not_found`: docs/api.md has them all. */
  code: string
  [fact: string]: unknown
}

/** Known to every copy of this package: an app that Next bundles may have several. */
const mark = Symbol.for('payload-coursewright.refusal')

/**
 * A request we refuse, mapped to HTTP by Payload: `{errors: [{message, data: {code, …facts}}]}` over REST, the same
 * `data` and the status under `extensions` over GraphQL. `message` says what was wrong and what is allowed.
 */
export class RequestError extends APIError<RequestErrorData> {
  constructor(
    status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503,
    message: string,
    data: RequestErrorData,
  ) {
    super(message, status, data, true)
    this.name = 'RequestError'
    Object.defineProperty(this, mark, { value: true })
  }
}

/** Whether it is one of ours, thrown by whatever copy of this package. */
export const isRequestError = (error: Error): boolean => mark in error

/** An error, what it came of, and so on. It ends where a chain closes to a circle. */
export function* causesOf(error: unknown): Generator<Error> {
  const told = new Set<Error>()
  for (let cause = error; cause instanceof Error && !told.has(cause); cause = cause.cause) {
    told.add(cause)
    yield cause
  }
}

/**
 * An error as it may be logged. The one around a failed query repeats the statement with its parameters, among them
 * answers and drafts, which must not reach a log; the database's own error says what was wrong.
 */
export const loggable = (error: unknown): unknown => {
  const isQuery = error instanceof Error && 'query' in error && 'params' in error
  if (!isQuery) return error
  return error.cause === undefined ? new Error('a database query failed') : loggable(error.cause)
}
