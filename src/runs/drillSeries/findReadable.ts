import type { CollectionSlug, PayloadRequest } from 'payload'
import { isDocumentId } from '../../database/adapter.js'
import { RequestError } from '../../errors.js'

interface FindReadable {
  collection: CollectionSlug
  id: number | string
  /** What it is called in the input. */
  name: string
}

/**
 * A document the input names. With a user on the request it must be one the user may read; our own jobs carry none,
 * and the request was checked when it was admitted.
 *
 * @throws RequestError 400: a missing document and a hidden one look the same
 */
export const findReadable = async (req: PayloadRequest, { collection, id, name }: FindReadable): Promise<unknown> => {
  const doc = isDocumentId(req.payload, id)
    ? await req.payload.findByID({
        collection,
        id,
        depth: 0,
        disableErrors: true,
        overrideAccess: !req.user,
        req,
      })
    : null
  if (doc) return doc
  throw new RequestError(400, `The ${name} ${String(id).slice(0, 64)} does not exist, or you may not read it.`, {
    code: `unknown_${name}`,
    [name]: id,
  })
}
