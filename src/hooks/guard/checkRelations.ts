import {
  type BasePayload,
  type CollectionBeforeChangeHook,
  type FlattenedBlock,
  type FlattenedField,
  type PayloadRequest,
  ValidationError,
  type ValidationFieldError,
} from 'payload'
import { isDocumentId } from '../../database/adapter.js'
import { type Id, idIn } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { wordsOf } from '../../words/words.js'

/**
 * Says beside the field that a document it names does not exist; Payload leaves that to the database, whose refusal
 * is a 500. Our own jobs carry no user and name only what they have just read.
 */
export const checkRelations: CollectionBeforeChangeHook = async ({ data, originalDoc, collection, req }) => {
  if (!req.user) return data
  const known = new Set(referencesIn(req.payload, collection.flattenedFields, originalDoc).map(keyOf))
  const named = referencesIn(req.payload, collection.flattenedFields, data).filter(
    (reference) => !known.has(keyOf(reference)),
  )
  const errors: ValidationFieldError[] = []
  const words = wordsOf(req.i18n)
  for (const slug of new Set(named.map((reference) => reference.slug))) {
    const ofSlug = named.filter((reference) => reference.slug === slug)
    const readable = await findReadable(req, slug, ofSlug)
    for (const { id, path } of ofSlug) {
      if (!readable.has(String(id))) errors.push({ path, message: words('invalid:noDocument', { collection: slug }) })
    }
  }
  if (errors.length) throw new ValidationError({ collection: collection.slug, errors, req }, req.t)
  return data
}

interface Reference {
  path: string
  slug: string
  id: Id | undefined
}

const keyOf = ({ slug, id }: Reference): string => `${slug} ${id}`

/** Every document that a document names, in groups and rows too. */
const referencesIn = (
  payload: BasePayload,
  fields: readonly FlattenedField[],
  data: unknown,
  path = '',
): Reference[] => {
  if (typeof data !== 'object' || data === null) return []
  return fields.flatMap((field): Reference[] => {
    const value: unknown = Reflect.get(data, field.name)
    const at = `${path}${field.name}`
    if (value == null || value === '') return []
    if (field.type === 'relationship' || field.type === 'upload') {
      return (Array.isArray(value) ? value : [value]).map((one) => referenceOf(field.relationTo, one, at))
    }
    if (field.type === 'group' || field.type === 'tab') {
      return referencesIn(payload, field.flattenedFields, value, `${at}.`)
    }
    if ((field.type !== 'array' && field.type !== 'blocks') || !Array.isArray(value)) return []
    return value.flatMap((row: unknown, index) => {
      const inRow = field.type === 'array' ? field.flattenedFields : fieldsOfBlock(payload, field.blocks, row)
      return referencesIn(payload, inRow, row, `${at}.${index}.`)
    })
  })
}

/** None for what is no block of these; `checkData` has refused that. */
const fieldsOfBlock = (
  payload: BasePayload,
  blocks: readonly (FlattenedBlock | string)[],
  row: unknown,
): readonly FlattenedField[] => {
  const slug = isRecord(row) ? row.blockType : undefined
  return findBlock(payload, blocks, slug)?.flattenedFields ?? []
}

/** The block of a field that has this name, in the field itself or among those that a config shares. */
export const findBlock = (
  payload: BasePayload,
  blocks: readonly (FlattenedBlock | string)[],
  slug: unknown,
): FlattenedBlock | undefined => {
  if (typeof slug !== 'string') return undefined
  const own = blocks.find((block) => typeof block !== 'string' && block.slug === slug)
  return typeof own === 'object' ? own : Object.hasOwn(payload.blocks, slug) ? payload.blocks[slug] : undefined
}

const referenceOf = (relationTo: string | string[], value: unknown, path: string): Reference => {
  if (typeof relationTo === 'string') return { path, slug: relationTo, id: idIn(value) }
  const isOne = isRecord(value) && 'relationTo' in value && 'value' in value
  return isOne
    ? { path, slug: String(value.relationTo), id: idIn(value.value) }
    : { path, slug: relationTo.join(', '), id: undefined }
}

/** The ids of those that are there and that the user may read. */
const findReadable = async (
  req: PayloadRequest,
  slug: string,
  references: readonly Reference[],
): Promise<ReadonlySet<string>> => {
  const ids = references.map(({ id }) => id).filter((id) => isDocumentId(req.payload, slug, id))
  if (ids.length === 0 || !req.payload.collections[slug]) return new Set()
  const { docs } = await req.payload.find({
    collection: slug,
    where: { id: { in: ids } },
    depth: 0,
    pagination: false,
    // Who may read none of them gets an empty list.
    disableErrors: true,
    overrideAccess: false,
    select: {},
    req,
  })
  return new Set(docs.map(({ id }) => String(id)))
}
