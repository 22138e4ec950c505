import type { AfterErrorHook, CollectionAfterErrorHook, PayloadRequest } from 'payload'
import { isDocumentId } from '../../database/adapter.js'
import { isConnectionLost, isOutage } from '../../database/outages.js'
import { type Refusal, refusalOf, sqlStates } from '../../database/refusals.js'
import { isRequestError, RequestError } from '../../errors.js'
import { isRecord } from '../../text.js'
import { loadTold } from '../../words/sentences/languages.js'
import { checkShapes } from './checkQuery.js'
import { guarded } from './guardRequest.js'

/**
 * Brings every error of a collection into the shape of ours, `{errors: [{message, data: {code, …}}]}`, from the error
 * itself: where Next bundles an app, pages and routes have a copy of Payload each, and the one that answers does not
 * recognise, by `instanceof` or by name, what the other has thrown.
 */
export const explainError: CollectionAfterErrorHook = async ({ error, result, req }) => {
  const explained = await toldIn(req, explain(error, req))
  if (!explained) return
  const { status, ...shown } = explained
  tellWhenToReturn(req, explained)
  return { status, response: { ...result, errors: [shown] } }
}

/** The same for our routes outside of collections, and for GraphQL, which asks no collection's hooks about its errors. */
export const explainErrors: AfterErrorHook = async ({ error, collection, graphqlResult, req, result }) => {
  const original = 'originalError' in error && error.originalError instanceof Error ? error.originalError : error
  // What came of a collection has been explained; what another plugin has thrown is its own.
  const isForUs = isRequestError(original) || (graphqlResult !== undefined && req.context[guarded] === true)
  const explained = isForUs && !collection ? await toldIn(req, explain(original, req)) : undefined
  if (!explained) return
  const { status, ...shown } = explained
  if (!graphqlResult) {
    tellWhenToReturn(req, explained)
    return { status, response: { ...result, errors: [shown] } }
  }
  const { message, ...extensions } = shown
  return {
    graphqlResult: {
      ...graphqlResult,
      message,
      extensions: { ...graphqlResult.extensions, ...extensions, statusCode: status },
    },
  }
}

interface Explained {
  status: number
  name?: string
  message: string
  data: Readonly<Record<string, unknown>>
}

/** Payload's errors have no headers of their own; those of the request it adds to whatever it answers. */
const tellWhenToReturn = (req: PayloadRequest, { data: { retryAfterSeconds } }: Explained): void => {
  if (typeof retryAfterSeconds !== 'number') return
  req.responseHeaders = new Headers(req.responseHeaders)
  req.responseHeaders.set('Retry-After', String(retryAfterSeconds))
}

/** Codes of the refusals that Payload makes itself and gives none. */
const codes: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
}

const heldUp = 'Somebody else was writing in the same documents, so nothing was changed. Try again.'

/**
 * What Postgres undoes because of what another transaction does at the same moment, by its SQLSTATE: a deadlock, what came
 * after it in its transaction, a transaction that could not be put in a row with others (where the host asks for that), a
 * reference to what is being deleted.
 */
const changedMeanwhile: Readonly<Record<string, string>> = {
  [sqlStates.deadlock]: heldUp,
  [sqlStates.notSerializable]: heldUp,
  [sqlStates.aborted]: heldUp,
  [sqlStates.foreignKey]: 'Something that it names is not there any more, so nothing was changed. Load it again.',
}

/** What to answer; `undefined` for what is not the caller's fault. */
const explain = (error: Error, req: PayloadRequest): Explained | undefined => {
  const unread = unreadBody(error, req)
  if (unread !== undefined) return { status: 400, message: unread, data: { code: 'invalid_body' } }
  const misread = misreadOf(error, req)
  if ((misread || statusOf(error) === 400) && hasOddId(req)) {
    return { status: 404, message: 'There is no document with this id.', data: { code: 'not_found' } }
  }
  if (misread) return { status: 400, message: misread.message, data: misread.data }
  const meanwhile = changedMeanwhile[lostBy(error) ?? '']
  if (meanwhile !== undefined) return { status: 409, message: meanwhile, data: { code: 'changed_meanwhile' } }
  const status = statusOf(error)
  const { message } = error
  const data = dataOf(error)
  if (saysCode(error)) return { status, name: error.name, message, data: { ...data } }
  if (Array.isArray(Reflect.get(data, 'errors'))) {
    return { status, name: 'ValidationError', message, data: { code: 'invalid_fields', ...data } }
  }
  if (Array.isArray(data)) {
    return { status, name: 'QueryError', message, data: { code: 'invalid_query', ...data[0] } }
  }
  const code = codes[status]
  return code === undefined ? undefined : { status, message, data: { code, ...data } }
}

/** What stands beside a field of a form is for its reader: Payload says its own in the language of the request, too. */
const toldIn = async ({ i18n }: PayloadRequest, explained: Explained | undefined): Promise<Explained | undefined> => {
  const fields = explained?.name === 'ValidationError' ? explained.data.errors : undefined
  if (!explained || !Array.isArray(fields)) return explained
  const told = await loadTold(i18n.language)
  const errors = fields.map((field: unknown) =>
    isRecord(field) && typeof field.message === 'string' ? { ...field, message: told(field.message) } : field,
  )
  return { ...explained, data: { ...explained.data, errors } }
}

const dataOf = (error: Error): object =>
  'data' in error && typeof error.data === 'object' && error.data !== null ? error.data : {}

/** Ours, or one of a host's hook that says as much; by its facts, not its class, of which a bundled app has several. */
const saysCode = (error: Error): boolean =>
  typeof Reflect.get(dataOf(error), 'code') === 'string' && 'isPublic' in error && error.isPublic === true

/** What is wrong with a body that Payload could not read, which it says with a 500 where it is a form. */
const unreadBody = (error: Error, req: PayloadRequest): string | undefined => {
  if (saysCode(error) || req.data !== undefined || !isStockWrite(req)) return undefined
  const type = req.headers.get('Content-Type') ?? ''
  if (type.startsWith('application/json') && error.message === 'Invalid JSON') {
    return 'The body cannot be read: it is no JSON.'
  }
  // A library takes forms apart for Payload, whose errors say nothing of themselves.
  const isOfForm =
    error.name === 'Error' || error instanceof SyntaxError || Reflect.get(error, 'isOperational') === true
  const isOther =
    statusOf(error) !== 500 || refusalOf(error) !== undefined || isOutage(error) || isConnectionLost(error)
  return type.includes('multipart/') && isOfForm && !isOther
    ? 'The body cannot be read: give a whole form, with the document as JSON in its field _payload.'
    : undefined
}

/** `POST /lessons`, `PATCH /lessons/5`: our own routes read what comes themselves. */
const isStockWrite = ({ method, pathname, routeParams }: PayloadRequest): boolean => {
  if (!['POST', 'PATCH', 'PUT'].includes(method ?? '')) return false
  const last = pathname.split('/').at(-1)
  return [routeParams?.collection, routeParams?.id].includes(last)
}

interface Misread {
  message: string
  data: { code: string }
}

/**
 * What gets past `guardRequest` because Payload reads it before any hook: a query that is no JSON, parts of it that are
 * no numbers, and values that a column cannot hold.
 */
const misreadOf = (error: Error, req: PayloadRequest): Misread | undefined => {
  const data = { code: 'invalid_query' }
  if (error instanceof SyntaxError) return { message: 'The query is not valid: its JSON cannot be read.', data }
  // Class 22 of Postgres: data exceptions.
  if (unexplained(error)?.state.startsWith('22'))
    return { message: 'The request has a value that its field cannot hold.', data }
  return statusOf(error) >= 500 ? shapeProblemOf(req) : undefined
}

const shapeProblemOf = ({ query, data }: PayloadRequest): Misread | undefined => {
  try {
    // The body too: the panel sends long queries as one.
    for (const part of [query, data]) if (typeof part === 'object' && part !== null) checkShapes(part)
    return undefined
  } catch (error) {
    if (error instanceof RequestError) return error
    throw error
  }
}

/**
 * Payload reads ids as numbers before our hooks see them, and takes what is none for missing. All our routes with an id are of a
 * collection; what stands there in others is theirs.
 */
const hasOddId = ({ payload, routeParams: { collection, id } = {} }: PayloadRequest): boolean =>
  typeof collection === 'string' && typeof id === 'string' && !isDocumentId(payload, collection, id)

/** An error that says its own status, as one of a host's hook may, says better what it is about. */
const unexplained = (error: Error): Refusal | undefined => (statusOf(error) >= 500 ? refusalOf(error) : undefined)

/** A table of the host that keeps what is deleted is no race: its references are the other way round. */
const lostBy = (error: Error): string | undefined => {
  const refusal = unexplained(error)
  return refusal?.message.startsWith('update or delete on table') ? undefined : refusal?.state
}

const statusOf = (error: Error): number => ('status' in error && typeof error.status === 'number' ? error.status : 500)
