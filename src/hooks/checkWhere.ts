import type { BasePayload, FlattenedField } from 'payload'
import { isDocumentId } from '../database/adapter.js'
import { RequestError } from '../errors.js'
import { quoted } from '../text.js'

interface CheckWhere {
  payload: BasePayload
  fields: readonly FlattenedField[]
  where: unknown
}

/**
 * Refuses comparisons that Postgres cannot make, such as a word with an id or `near` with a text; Payload would pass
 * them on and answer 500.
 *
 * @throws RequestError 400 naming the path and what is allowed
 */
export const checkWhere = ({ payload, fields, where }: CheckWhere): void => {
  if (typeof where !== 'object' || where === null) return
  for (const [path, condition] of Object.entries(where)) {
    if (/^(and|or)$/i.test(path)) {
      for (const inner of Array.isArray(condition) ? condition : []) checkWhere({ payload, fields, where: inner })
      continue
    }
    const field = findQueriedField({ payload, fields, path })
    if (!field || typeof condition !== 'object' || condition === null) continue
    for (const [operator, value] of Object.entries(condition)) {
      checkOperator(path, field, operator)
      if (operator !== 'exists') checkValue({ payload, path, field, operator, value })
    }
  }
}

const equality = ['equals', 'not_equals', 'in', 'not_in', 'exists']
const order = ['greater_than', 'greater_than_equal', 'less_than', 'less_than_equal']
const likeness = ['like', 'not_like', 'contains']

const operatorsOf: Readonly<Record<QueriedField['kind'], readonly string[]>> = {
  // The admin panel's search box compares ids with `like`, whatever is typed.
  id: [...equality, ...order, 'like'],
  text: [...equality, ...order, ...likeness],
  number: [...equality, ...order],
  date: [...equality, ...order],
  checkbox: equality,
  select: equality,
  json: ['equals', 'not_equals', 'exists'],
  other: [...equality, ...order, ...likeness],
}

const checkOperator = (path: string, { kind }: QueriedField, operator: string): void => {
  const allowed = operatorsOf[kind]
  if (allowed.includes(operator)) return
  throw new RequestError(400, `"${path}" cannot be queried with ${quoted(operator)}: use ${allowed.join(', ')}.`, {
    code: 'invalid_query',
    path,
    allowed,
  })
}

interface CheckValue {
  payload: BasePayload
  path: string
  field: QueriedField
  operator: string
  value: unknown
}

const checkValue = ({ payload, path, field, operator, value }: CheckValue): void => {
  const isList = operator === 'in' || operator === 'not_in'
  const values = isList ? listOf(value) : [value]
  for (const one of values) {
    // Payload reads these as "nothing"; in a list they are values like others.
    if (one === undefined || one === null || (!isList && (one === 'null' || one === ''))) continue
    const problem = problemOf(payload, field, operator, one)
    if (problem) throw new RequestError(400, `"${path}" ${problem}.`, { code: 'invalid_query', path })
  }
}

const listOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value
  return typeof value === 'string' ? value.split(',') : [value]
}

const problemOf = (payload: BasePayload, field: QueriedField, operator: string, value: unknown): string | undefined => {
  if (field.kind === 'json') return undefined
  if (typeof value === 'object' && !(value instanceof Date)) return 'is compared with an object: give a plain value'
  if (field.kind === 'id') {
    const isSearch = operator === 'like' && !/^[\d.]+$/.test(String(value))
    return isSearch || isDocumentId(payload, value)
      ? undefined
      : `is compared with ${quoted(String(value))}, which is no id`
  }
  if (field.kind === 'select' && !field.options.includes(String(value))) {
    return `is compared with ${quoted(String(value))}: use ${field.options.join(', ')}`
  }
  if (field.kind === 'date' && Number.isNaN(new Date(String(value)).getTime())) {
    return `is compared with ${quoted(String(value))}, which is no date`
  }
  if (field.kind === 'number' && !Number.isFinite(Number(value))) {
    return `is compared with ${quoted(String(value))}, which is no number`
  }
  return undefined
}

/** What a query may compare: the kind of column behind a path. */
type QueriedField =
  | { kind: 'id' | 'text' | 'number' | 'date' | 'checkbox' | 'json' | 'other' }
  | { kind: 'select'; options: readonly string[] }

interface FindQueriedField {
  payload: BasePayload
  fields: readonly FlattenedField[]
  /** Dotted, through groups, arrays, relationships and joins. */
  path: string
}

/** What stands behind a path of a `where`; `undefined` for paths we cannot tell, which are Payload's to judge. */
const findQueriedField = ({ payload, fields, path }: FindQueriedField): QueriedField | undefined => {
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
