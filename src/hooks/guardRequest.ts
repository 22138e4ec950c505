import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { isDocumentId } from '../database/adapter.js'
import { RequestError } from '../errors.js'
import { isRecord } from '../text.js'
import { checkWhere } from './checkWhere.js'

/** What of an operation may come from outside as text. */
const parts = ['data', 'where', 'sort', 'joins', 'select', 'populate'] as const

/**
 * Turns what Payload or Postgres would answer with a 500 into a clear refusal: ids no document can have are 404; bodies
 * that are no objects, NUL characters, which no text column takes, and impossible queries are 400.
 */
export const guardRequest: CollectionBeforeOperationHook = ({ args, req, collection }) => {
  for (const name of ['id', 'duplicateFromID'] as const) {
    const id: unknown = Reflect.get(args, name)
    if (id != null && !(isDocumentId(req.payload, id) && isAsWritten(req, id))) {
      throw new RequestError(404, `There is no document with this id in "${collection.slug}".`, { code: 'not_found' })
    }
  }
  if ('data' in args && args.data !== undefined && !isRecord(args.data)) {
    throw new RequestError(400, 'The body must be a JSON object.', { code: 'invalid_body' })
  }
  checkTimes(Reflect.get(args, 'data'))
  for (const part of parts) {
    const path = findNul(Reflect.get(args, part), part)
    if (path) {
      throw new RequestError(400, `${path} contains a NUL character, which text cannot hold.`, {
        code: 'nul_character',
        path,
      })
    }
  }
  checkPage(args)
  checkWhere({ payload: req.payload, fields: collection.flattenedFields, where: Reflect.get(args, 'where') })
}

/**
 * Payload reads the id in an address with `parseFloat`, so that `DELETE /drills/6f9619ff-…` would delete drill 6. The
 * address must be the id it was read as.
 */
const isAsWritten = ({ routeParams, payloadAPI }: PayloadRequest, id: unknown): boolean => {
  const written: unknown = payloadAPI === 'REST' ? routeParams?.id : undefined
  if (typeof written !== 'string' || typeof id !== 'number') return true
  return Number.parseFloat(written) !== id || /^\d+$/.test(written)
}

/** Payload takes these from outside and stops at what is no time. */
const checkTimes = (data: unknown): void => {
  if (typeof data !== 'object' || data === null) return
  for (const name of ['createdAt', 'updatedAt'] as const) {
    const value: unknown = Reflect.get(data, name)
    if (value == null) continue
    const time = new Date(typeof value === 'number' ? value : String(value)).getTime()
    if (Number.isNaN(time)) throw new RequestError(400, `${name} is no time.`, { code: 'invalid_time', path: name })
  }
}

/** The last row Postgres can count to in an `int`; more than any collection holds. */
const maxRow = 2_147_483_647

/** @throws RequestError 400 for pages and limits that Postgres would refuse */
const checkPage = (args: object): void => {
  for (const name of ['limit', 'page'] as const) {
    const value: unknown = Reflect.get(args, name)
    if (typeof value !== 'number' || Number.isNaN(value)) continue
    if (Number.isInteger(value) && value >= 0 && value <= maxRow) continue
    throw new RequestError(400, `${name} is ${value}: give a whole number from 0 to ${maxRow}.`, {
      code: 'invalid_query',
      path: name,
    })
  }
}

const maxDepth = 40

/** The path of the first NUL character in a value, keys included. */
const findNul = (value: unknown, path: string, depth = 0): string | undefined => {
  if (typeof value === 'string') return value.includes('\u0000') ? path : undefined
  if (typeof value !== 'object' || value === null || depth > maxDepth) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = key.includes('\u0000') ? path : findNul(inner, `${path}.${key}`, depth + 1)
    if (found) return found
  }
  return undefined
}
