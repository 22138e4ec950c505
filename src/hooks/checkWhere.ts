import type { BasePayload, FlattenedField } from 'payload'
import { isDocumentId } from '../database/adapter.js'
import { RequestError } from '../errors.js'
import { quoted } from '../text.js'
import { findQueriedField, type QueriedField } from './findQueriedField.js'

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
