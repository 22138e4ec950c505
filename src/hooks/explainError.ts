import type { CollectionAfterErrorHook, PayloadRequest } from 'payload'
import { isDocumentId } from '../database/adapter.js'

/** Codes of the refusals that Payload makes itself and gives none. */
const codes: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
}

/**
 * Brings every error of a collection into the shape of ours, `{errors: [{message, data: {code, …}}]}`. What gets past
 * `guardRequest` because Payload reads it before any hook becomes a 400: a query that is no JSON, and values that a
 * column cannot hold.
 */
export const explainError: CollectionAfterErrorHook = ({ error, result, req }) => {
  if (isCallersFault(error) && hasOddId(req)) {
    const message = 'There is no document with this id.'
    return { status: 404, response: { errors: [{ message, data: { code: 'not_found' } }] } }
  }
  const message = messageOf(error)
  if (message) return { status: 400, response: { errors: [{ message, data: { code: 'invalid_query' } }] } }
  const code = error.name === 'ValidationError' ? 'invalid_fields' : codes[statusOf(error)]
  if (!code) return
  const errors = result?.errors?.map((one) => ({ ...one, data: { code, ...one.data } }))
  return { response: { ...result, errors } }
}

const messageOf = (error: Error): string | undefined => {
  if (error instanceof SyntaxError) return 'The query is not valid: its JSON cannot be read.'
  // Class 22 of Postgres: data exceptions.
  if (sqlStateOf(error)?.startsWith('22')) return 'The request has a value that its field cannot hold.'
  return undefined
}

const isCallersFault = (error: Error): boolean => statusOf(error) === 400 || messageOf(error) !== undefined

/** Payload reads ids as numbers before anyone sees them, and takes what is none for missing. */
const hasOddId = ({ payload, routeParams }: PayloadRequest): boolean =>
  typeof routeParams?.id === 'string' && !isDocumentId(payload, routeParams.id)

const sqlStateOf = ({ cause }: Error): string | undefined =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined

const statusOf = (error: Error): number => ('status' in error && typeof error.status === 'number' ? error.status : 500)
