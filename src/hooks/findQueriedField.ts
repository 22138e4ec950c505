import type { BasePayload, FlattenedField } from 'payload'

/** What a query may compare: the kind of column behind a path. */
export type QueriedField =
  | { kind: 'id' | 'text' | 'number' | 'date' | 'checkbox' | 'json' | 'other' }
  | { kind: 'select'; options: readonly string[] }

interface FindQueriedField {
  payload: BasePayload
  fields: readonly FlattenedField[]
  /** Dotted, through groups, arrays, relationships and joins. */
  path: string
}

/** What stands behind a path of a `where`; `undefined` for paths we cannot tell, which are Payload's to judge. */
export const findQueriedField = ({ payload, fields, path }: FindQueriedField): QueriedField | undefined => {
  const [name = '', ...rest] = path.split('.')
  if (name === 'id' && rest.length === 0) return { kind: 'id' }
  // In a query for versions, the document itself stands under `version`, its id under `parent`.
  if (name === 'version' && rest.length > 0 && !fields.some((field) => field.name === 'version')) {
    return findQueriedField({ payload, fields, path: rest.join('.') })
  }
  if (name === 'parent' && rest.length === 0) return { kind: 'id' }
  const field = fields.find((known) => known.name === name)
  if (!field) return undefined
  if (rest.length === 0) return kindOf(field)
  if (field.type === 'json' || field.type === 'richText') return { kind: 'json' }
  const inner = innerFields(payload, field)
  return inner && findQueriedField({ payload, fields: inner, path: rest.join('.') })
}

const innerFields = (payload: BasePayload, field: FlattenedField): readonly FlattenedField[] | undefined => {
  if ('flattenedFields' in field) return field.flattenedFields
  const related = 'relationTo' in field ? field.relationTo : field.type === 'join' ? field.collection : undefined
  return typeof related === 'string' ? payload.collections[related]?.config.flattenedFields : undefined
}

const kindOf = (field: FlattenedField): QueriedField | undefined => {
  switch (field.type) {
    case 'relationship':
    case 'upload':
      // A polymorphic relationship is queried by `value` and `relationTo`.
      return typeof field.relationTo === 'string' ? { kind: 'id' } : undefined
    case 'join':
      return { kind: 'id' }
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
    case 'json':
    case 'richText':
      return { kind: 'json' }
    default:
      return { kind: 'other' }
  }
}
