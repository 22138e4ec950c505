import type { CollectionBeforeOperationHook } from 'payload'
import { isDocumentId } from '../database/isDocumentId.js'
import { RequestError } from '../errors/RequestError.js'

/** Nesting deeper than this is not a document of ours. */
const maxDepth = 40

/**
 * Turns what Postgres would answer with a 500 into a clear refusal: ids it cannot hold are 404, and NUL characters,
 * which no text column takes, are 400.
 */
export const guardRequest: CollectionBeforeOperationHook = ({ args, req, collection }) => {
  if ('id' in args && args.id != null && !isDocumentId(req.payload, args.id)) {
    throw new RequestError(404, `There is no document with this id in "${collection.slug}".`, {
      code: 'not_found',
    })
  }
  for (const part of ['data', 'where'] as const) {
    const path = part in args ? findNul(Reflect.get(args, part), part, 0) : undefined
    if (path) {
      throw new RequestError(400, `${path} contains a NUL character, which text cannot hold.`, {
        code: 'nul_character',
        path,
      })
    }
  }
}

const findNul = (value: unknown, path: string, depth: number): string | undefined => {
  if (typeof value === 'string') return value.includes('\u0000') ? path : undefined
  if (typeof value !== 'object' || value === null || depth > maxDepth) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = key.includes('\u0000') ? path : findNul(inner, `${path}.${key}`, depth + 1)
    if (found) return found
  }
  return undefined
}
