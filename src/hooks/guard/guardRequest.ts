import { type CollectionBeforeOperationHook, type PayloadRequest, ValidationError } from 'payload'
import { isDocumentId } from '../../database/adapter.js'
import { RequestError } from '../../errors.js'
import { checkStorable } from '../../invalidInput.js'
import { checkData, isTime } from './checkData.js'
import { checkQuery } from './checkQuery.js'
import { isPlainObject } from './checkWhere.js'

/**
 * What of an operation may come from outside as text. Not `select`: when Payload populates a document, it hands on what a
 * client wrote in `populate` from where nobody awaits a refusal, and fields that do not exist select nothing.
 */
const parts = ['data', 'where', 'sort', 'joins'] as const

export interface GuardRequest {
  /** Fields that a hook of the collection judges, with codes of its own. */
  judgedFields?: readonly string[]
}

/**
 * Turns what Payload or Postgres would answer with a 500 into a clear refusal: ids no document can have are 404; bodies
 * that are no objects, text that cannot be stored, fields of another shape or length and impossible queries are 400.
 */
export const guardRequest =
  ({ judgedFields = [] }: GuardRequest = {}): CollectionBeforeOperationHook =>
  async ({ args, operation, req, collection, overrideAccess = false }) => {
    req.context[guarded] = true
    for (const name of ['id', 'duplicateFromID'] as const) {
      const id: unknown = Reflect.get(args, name)
      if (id != null && !(isDocumentId(req.payload, collection.slug, id) && isAsWritten(req, collection.slug, id))) {
        throw new RequestError(404, `There is no document with this id in "${collection.slug}".`, { code: 'not_found' })
      }
    }
    const data: unknown = Reflect.get(args, 'data')
    const isWritten = operation === 'create' || operation === 'update'
    // A copy may say nothing of its own. What is not called JSON, Payload does not read.
    const isMissing = data === undefined && isWritten && Reflect.get(args, 'duplicateFromID') == null
    if (isMissing || (data !== undefined && !isPlainObject(data))) {
      const message = 'The body must be a JSON object, and be called so: Content-Type: application/json.'
      throw new RequestError(400, message, { code: 'invalid_body' })
    }
    for (const part of parts) checkStorable(Reflect.get(args, part), part)
    // Payload's hooks know both reads by one name; only that of documents takes `draft`.
    const ofVersions = operation === 'countVersions' || (operation === 'read' && !('draft' in args))
    await checkQuery({ req, collection, args, overrideAccess, ofVersions })
    if (data === undefined) return
    checkTimes(data)
    // Our own jobs, and code of the host that acts for no user, answer for what they write. A document may also be handed in
    // to be read in place of the stored one; the panel does so with what it has read itself.
    if (overrideAccess || (!isWritten && req.payloadAPI === 'local')) return
    const fields = collection.flattenedFields.filter(({ name }) => !judgedFields.includes(name))
    const errors = checkData({ payload: req.payload, fields, data })
    if (errors.length > 0)
      throw new ValidationError({ collection: collection.slug, errors: errors.slice(0, 50), req }, req.t)
  }

/** In the context of requests that one of our collections has seen; see `explainErrors`. */
export const guarded = 'coursewright:guarded'

/**
 * Payload reads the id in an address with `parseFloat`, so that `DELETE /drills/6f9619ff-…` would delete drill 6. The
 * address must be the id it was read as. Of another route, which hands its request on, the address is none of ours.
 */
const isAsWritten = ({ routeParams, payloadAPI }: PayloadRequest, collection: string, id: unknown): boolean => {
  const isRoute = payloadAPI === 'REST' && routeParams?.collection === collection
  const written: unknown = isRoute ? routeParams.id : undefined
  if (typeof written !== 'string' || typeof id !== 'number') return true
  return Number.parseFloat(written) !== id || /^\d+$/.test(written)
}

/** Payload takes these from outside and stops at what is no time; an empty one is as good as none. */
const checkTimes = (data: Readonly<Record<string, unknown>>): void => {
  for (const name of ['createdAt', 'updatedAt'] as const) {
    const value = data[name]
    if (value === null) Reflect.deleteProperty(data, name)
    if (value == null || isTime(value)) continue
    throw new RequestError(400, `${name} is no time.`, { code: 'invalid_time', path: name })
  }
}
