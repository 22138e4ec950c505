import type { BasePayload, FlattenedField, PayloadRequest, SanitizedCollectionConfig } from 'payload'

/** What a query may compare: the kind of column behind a path. */
export type QueriedField =
  /** Of a document in one of these collections. */
  | { kind: 'id'; of: readonly string[] }
  | { kind: 'text' | 'number' | 'date' | 'checkbox' | 'json' | 'other' }
  | { kind: 'select' | 'reference'; options: readonly string[] }

/** Why a path cannot be queried, as the end of a sentence that begins with it. */
export interface Unqueryable {
  kind: 'none'
  /** Whether the path names nothing at all. */
  isUnknown: boolean
  reason: string
}

interface FindQueriedField {
  req: PayloadRequest
  collection: SanitizedCollectionConfig
  /** Dotted, through groups, arrays, relationships and joins; GraphQL writes `__` for the dot. */
  path: string
  overrideAccess: boolean
  /** Of the versions of its documents. Default `false`. */
  ofVersions?: boolean
}

/**
 * What stands behind a path of a `where` or a `sort`. Every step is looked at here, who may read it too: of paths through
 * relationships, Payload checks the last step in a promise that nobody awaits, which ends the process.
 */
export const findQueriedField = ({ path, ...query }: FindQueriedField): Promise<QueriedField | Unqueryable> => {
  const segments = path === '_id' ? ['id'] : path.replaceAll('__', '.').split('.')
  return walk({ ...query, fields: query.collection.flattenedFields, isTop: true }, segments)
}

/**
 * Marks a field whose words differ by reader, so that only those who may read it as it is stored may also search by it.
 */
export const queriedBy = (allowed: (args: { req: PayloadRequest }) => boolean) => ({ queriedBy: allowed })

interface Place extends Omit<FindQueriedField, 'path'> {
  fields: readonly FlattenedField[]
  /** Of the collection itself, not of a group or array in it. */
  isTop: boolean
}

const walk = async (place: Place, [name = '', ...rest]: readonly string[]): Promise<QueriedField | Unqueryable> => {
  const { req, fields, isTop, ofVersions = false } = place
  const id = { kind: 'id', of: [place.collection.slug] } as const
  // A field of that name, as sections have one, stands under `version` then.
  if (isTop && ofVersions && name === 'parent' && rest.length === 0) return id
  const field = fields.find((known) => known.name === name)
  if (!field) {
    if (name === 'id' && rest.length === 0) return id
    // Of versions, the document stands under `version` and its id under `parent`; in other queries Payload refuses both.
    if (isTop && name === 'version' && rest.length > 0) return walk({ ...place, isTop: false }, rest)
    if (isTop && name === 'parent' && rest.length === 0) return id
    if (isTop && ['latest', 'autosave', 'snapshot'].includes(name) && rest.length === 0) return { kind: 'checkbox' }
    return unknown
  }
  if (!(await mayRead(place, field))) return none('you may not read it')
  if ('virtual' in field && field.virtual === true) return none('it is computed when it is read')
  const steps = withoutLocale(req.payload, field, rest)
  if (field.type === 'json' || field.type === 'richText') {
    return steps.every((step) => /^\w+$/.test(step)) ? { kind: 'json' } : unknown
  }
  const related = relatedTo(field)
  // Its rows stand in a table for each type of block, or in one JSON: Payload fails on most comparisons with either.
  if (field.type === 'blocks') return none('what stands in blocks is not indexed; use a field of the document itself')
  if (Array.isArray(related)) return oneOfSeveral(related, steps)
  const collection = related === undefined ? undefined : req.payload.collections[related]?.config
  if (field.type === 'join' && collection && namesSeveral(collection, field.on)) {
    return none('what it lists may belong to documents of several collections')
  }
  if (field.type === 'join' && steps.length === 0 && !isTop) return none('name a field in it, such as its id')
  if (steps.length === 0) return kindOf(field)
  if ('flattenedFields' in field) return walk({ ...place, fields: field.flattenedFields, isTop: false }, steps)
  if (!collection) return unknown
  const isItself = steps.length === 1 && steps[0] === 'id'
  if (!isItself && !place.overrideAccess) {
    const read = await collection.access.read({ req })
    if (!read) return none(`you may not read "${collection.slug}"`)
    // Payload compares with all of them, also with those that the user may not read: drafts could be guessed word by word.
    if (read !== true) return none(`you may read only some of "${collection.slug}"; query them by themselves`)
  }
  return walk({ ...place, collection, fields: collection.flattenedFields, isTop: false }, steps)
}

const none = (reason: string): Unqueryable => ({ kind: 'none', isUnknown: false, reason })

const unknown: Unqueryable = { kind: 'none', isUnknown: true, reason: 'there is no such field' }

const mayRead = async ({ req, overrideAccess }: Place, field: FlattenedField): Promise<boolean> => {
  if (overrideAccess) return true
  if ('hidden' in field && field.hidden) return false
  const search: unknown = field.custom?.queriedBy
  if (typeof search === 'function' && !search({ req })) return false
  const read = 'access' in field ? field.access?.read : undefined
  return !read || Boolean(await read({ req }))
}

/** Where a host localizes fields, the locale may follow the name. */
const withoutLocale = (payload: BasePayload, field: FlattenedField, rest: readonly string[]): readonly string[] => {
  const { localization } = payload.config
  const isLocale = 'localized' in field && localization && localization.localeCodes.includes(rest[0] ?? '')
  return isLocale ? rest.slice(1) : rest
}

const relatedTo = (field: FlattenedField): string | string[] | undefined => {
  if (field.type === 'relationship' || field.type === 'upload') return field.relationTo
  return field.type === 'join' ? field.collection : undefined
}

/** A relationship to documents of several collections is queried by its two halves. */
const oneOfSeveral = (slugs: readonly string[], steps: readonly string[]): QueriedField | Unqueryable => {
  const [half, ...rest] = steps
  if (half === undefined) return { kind: 'reference', options: slugs }
  if (rest.length > 0) return unknown
  if (half === 'value') return { kind: 'id', of: slugs }
  return half === 'relationTo' ? { kind: 'select', options: slugs } : unknown
}

/** Payload cannot look through a join on such a relationship. */
const namesSeveral = (collection: SanitizedCollectionConfig, name: string): boolean => {
  const field = collection.flattenedFields.find((known) => known.name === name)
  return field !== undefined && Array.isArray(relatedTo(field))
}

const kindOf = (field: FlattenedField): QueriedField | Unqueryable => {
  switch (field.type) {
    case 'relationship':
    case 'upload':
      return { kind: 'id', of: [field.relationTo].flat() }
    case 'join':
      return { kind: 'id', of: [field.collection].flat() }
    case 'text':
    case 'textarea':
    case 'email':
    case 'code':
      return { kind: 'text' }
    case 'number':
    case 'date':
    case 'checkbox':
      return { kind: field.type }
    case 'select':
    case 'radio':
      return {
        kind: 'select',
        options: field.options.map((option) => (typeof option === 'string' ? option : option.value)),
      }
    case 'group':
    case 'tab':
    case 'array':
      return none(
        `name one of its fields: ${field.flattenedFields.map(({ name }) => `${field.name}.${name}`).join(', ')}`,
      )
    default:
      return { kind: 'other' }
  }
}
