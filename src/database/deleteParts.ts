import type { CollectionSlug, PayloadRequest, Where } from 'payload'
import { RequestError } from '../errors.js'

interface DeleteParts {
  collection: CollectionSlug
  where: Where
  /** What is answered when a hook of the host keeps one of them; `document` names its id among the facts. */
  refusal: { stays: string; document: string; code: string }
}

/**
 * Deletes documents that go with another one, all or none, under Payload's hooks and in the request's transaction. The
 * caller has checked that they may go.
 *
 * @throws RequestError 409 when one stays: with the reason, if it was thrown for everybody to read; else that is only logged
 */
export const deleteParts = async (req: PayloadRequest, { collection, where, refusal }: DeleteParts): Promise<void> => {
  // A user who may delete a document may delete what it consists of.
  const { errors } = await req.payload.delete({ collection, where, depth: 0, overrideAccess: true, req })
  const [first] = errors
  if (!first) return
  const { stays, code, document } = refusal
  const error = new RequestError(409, `${stays} ${reasonOf(req, first)}`, { code, [document]: first.id })
  req.context[contextKey] = { transaction: req.transactionID, collection, error } satisfies Kept
  throw error
}

interface Kept {
  transaction: PayloadRequest['transactionID']
  /** Of the parts. */
  collection: string
  error: RequestError
}

const contextKey = 'coursewrightPartKept'

/**
 * Why something that goes with a document stayed in this transaction, though others of its kind are gone: it must not be
 * committed. Of several documents Payload takes the error of one for its own matter, and commits what the others came to.
 *
 * @param of Whose operation ends: that which deletes the parts themselves goes on, for other documents are deleted beside it.
 */
export const whyPartStayed = ({ context, transactionID }: PayloadRequest, of: string): RequestError | undefined => {
  const kept = context[contextKey] as Kept | undefined
  return kept?.transaction === transactionID && kept?.collection !== of ? kept?.error : undefined
}

const reasonOf = (
  { payload }: PayloadRequest,
  { id, message, isPublic }: { id: number | string; message: string; isPublic: boolean },
): string => {
  if (isPublic) return message
  // Of a failed query the first line: the others have its parameters, among them drafts, which must not reach a log.
  payload.logger.error({ msg: 'a document could not be deleted', document: id, reason: message.split('\n')[0] })
  return 'The log says why.'
}
