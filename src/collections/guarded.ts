import type { CollectionConfig, Endpoint } from 'payload'
import { isNobody } from '../access/access.js'
import { noteRestore } from '../access/restoring.js'
import { RequestError } from '../errors.js'
import { checkRelations } from '../hooks/guard/checkRelations.js'
import { checkStanding } from '../hooks/guard/checkStanding.js'
import { explainError } from '../hooks/guard/explainError.js'
import { type GuardRequest, guardRequest } from '../hooks/guard/guardRequest.js'
import { lockFirst } from '../hooks/lockFirst.js'

/** A collection of ours, whose stock routes answer bad input with a clear refusal instead of a 500. */
export const guarded = (collection: CollectionConfig, guard: GuardRequest = {}): CollectionConfig => ({
  ...collection,
  endpoints: [...(collection.endpoints || []), ...(collection.versions ? [] : noVersionEndpoints(collection.slug))],
  hooks: {
    ...collection.hooks,
    beforeOperation: [
      guardRequest(guard),
      noteRestore,
      // Before all others: what they lock comes after the document.
      ...(isEdited(collection) ? [lockFirst] : []),
      ...(collection.hooks?.beforeOperation ?? []),
    ],
    beforeChange: [checkRelations, ...(collection.hooks?.beforeChange ?? [])],
    afterOperation: [...(collection.hooks?.afterOperation ?? []), checkStanding],
    afterError: [...(collection.hooks?.afterError ?? []), explainError],
  },
})

/** Whether requests write its documents, and two at once could be in each other's way. */
const isEdited = ({ versions, lockDocuments, access }: CollectionConfig): boolean => {
  const isWritten = access?.update !== isNobody || access?.delete !== isNobody
  return Boolean(versions) || (lockDocuments !== false && isWritten)
}

const refuse = (slug: string) => () => {
  throw new RequestError(404, `"${slug}" keeps no versions.`, { code: 'not_found' })
}

/** Payload has routes for versions on every collection, and answers 500 on those without any. */
const noVersionEndpoints = (slug: string): Endpoint[] => [
  { path: '/versions', method: 'get', handler: refuse(slug) },
  { path: '/versions/:id', method: 'get', handler: refuse(slug) },
  { path: '/versions/:id', method: 'post', handler: refuse(slug) },
]
