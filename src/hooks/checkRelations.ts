import { type CollectionBeforeChangeHook, ValidationError, type ValidationFieldError } from 'payload'
import { isDocumentId } from '../database/adapter.js'
import type { Id } from '../runs/vocabulary.js'

/**
 * Says beside the field that a document it names does not exist; Payload leaves that to the database, whose refusal
 * is a 500. Our own jobs carry no user and name only what they have just read.
 */
export const checkRelations: CollectionBeforeChangeHook = async ({ data, originalDoc, collection, req }) => {
  if (!req.user) return data
  const errors: ValidationFieldError[] = []
  for (const field of collection.flattenedFields) {
    if (field.type !== 'relationship' || field.hasMany || typeof field.relationTo !== 'string') continue
    const value: unknown = data[field.name]
    if (value == null || value === '') continue
    const id = idIn(value)
    if (id !== undefined && id === idIn(originalDoc?.[field.name])) continue
    const isThere =
      isDocumentId(req.payload, id) &&
      (await req.payload.findByID({
        collection: field.relationTo,
        id: String(id),
        depth: 0,
        disableErrors: true,
        overrideAccess: false,
        select: {},
        req,
      }))
    if (!isThere) errors.push({ path: field.name, message: `There is no such document in "${field.relationTo}".` })
  }
  if (errors.length) throw new ValidationError({ collection: collection.slug, errors, req })
  return data
}

/** The id in the value of a relationship, populated or not. */
export const idIn = (value: unknown): Id | undefined => {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value
  return typeof id === 'number' || typeof id === 'string' ? id : undefined
}
