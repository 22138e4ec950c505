import type { CollectionConfig } from 'payload'
import { noVersionEndpoints } from '../endpoints/noVersionEndpoints.js'
import { checkRelations } from '../hooks/checkRelations.js'
import { explainError } from '../hooks/explainError.js'
import { guardRequest } from '../hooks/guardRequest.js'

/** A collection of ours, whose stock routes answer bad input with a clear refusal instead of a 500. */
export const guarded = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  endpoints: [...(collection.endpoints || []), ...(collection.versions ? [] : noVersionEndpoints(collection.slug))],
  hooks: {
    ...collection.hooks,
    beforeOperation: [guardRequest, ...(collection.hooks?.beforeOperation ?? [])],
    beforeChange: [checkRelations, ...(collection.hooks?.beforeChange ?? [])],
    afterError: [...(collection.hooks?.afterError ?? []), explainError],
  },
})
