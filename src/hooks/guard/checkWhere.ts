import type { BasePayload, PayloadRequest, SanitizedCollectionConfig } from 'payload'
import { isDocumentId } from '../../database/adapter.js'
import { RequestError } from '../../errors.js'
import { quoted } from '../../text.js'
import { findQueriedField, type QueriedField } from './queriedField.js'

interface CheckWhere {
  req: PayloadRequest
  collection: SanitizedCollectionConfig
  /** From outside, so it may be anything. */
  where: unknown
  overrideAccess: boolean
  /** Of the versions of its documents. Default `false`. */
  ofVersions?: boolean
}

/** A query with more is no query of a person; each is a comparison, and every level a call. */
const maxConditions = 500
const maxLevels = 20

/** Postgres takes 65,535 values in one statement. */
const maxListed = 30_000

/**
 * Refuses what is no query, paths that cannot be queried or may not be read, and comparisons that Postgres cannot make,
 * such as a word with an id; Payload would pass them on and answer 500, or end the process.
 *
 * @throws RequestError 400 naming the path and what is allowed
 */
export const checkWhere = async ({ where, ...query }: CheckWhere): Promise<void> => {
  let left = maxConditions
  const visit = async (part: unknown, level: number): Promise<void> => {
    if (!isPlainObject(part)) throw refusal('where', `The query holds ${nameOf(part)} where conditions should be.`)
    if (level > maxLevels) throw refusal('where', `The query is nested deeper than ${maxLevels} levels.`)
    for (const [path, condition] of Object.entries(part)) {
      if (/^(and|or)$/i.test(path)) {
        if (!Array.isArray(condition)) throw refusal(path, `${quoted(path)} takes a list of conditions.`)
        for (const inner of condition) await visit(inner, level + 1)
        continue
      }
      if (condition === undefined) continue
      left -= 1
      if (left < 0) throw refusal('where', `The query has more than ${maxConditions} conditions.`)
      await checkCondition({ ...query, path, condition })
    }
  }
  if (where !== undefined && where !== null) await visit(where, 1)
}

export const refusal = (path: string, message: string, facts: { allowed?: readonly string[] } = {}): RequestError =>
  new RequestError(400, message, { code: 'invalid_query', path: path.slice(0, 200), ...facts })

interface CheckCondition extends Omit<CheckWhere, 'where'> {
  path: string
  condition: unknown
}

const checkCondition = async ({ path, condition, ...query }: CheckCondition): Promise<void> => {
  const name = quoted(path)
  if (!isPlainObject(condition)) {
    throw refusal(path, `${name} needs an operator and a value, as in where[field][equals]=value.`)
  }
  const field = await findQueriedField({ ...query, path })
  if (field.kind === 'none') throw refusal(path, `${name} cannot be queried: ${field.reason}.`)
  for (const [operator, value] of Object.entries(condition)) {
    const allowed = operatorsOf[field.kind]
    if (!allowed.includes(operator)) {
      throw refusal(path, `${name} cannot be queried with ${quoted(operator)}: use ${allowed.join(', ')}.`, { allowed })
    }
    const problem = operator === 'exists' ? flagProblem(value) : valueProblem(query.req.payload, field, operator, value)
    if (problem) throw refusal(path, `${name} ${problem}.`)
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
  // Whether there is one, Payload cannot ask of a relationship that lives in a table of its own.
  reference: ['equals', 'not_equals', 'in', 'not_in'],
  json: ['equals', 'not_equals', 'exists'],
  other: [...equality, ...order, ...likeness],
}

const flagProblem = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? 'is asked whether it exists: give true or false' : undefined

const valueProblem = (
  payload: BasePayload,
  field: QueriedField,
  operator: string,
  value: unknown,
): string | undefined => {
  const isList = operator === 'in' || operator === 'not_in'
  const values = isList ? listOf(value) : [value]
  if (values.length > maxListed) return `is compared with more than ${maxListed} values`
  for (const one of values) {
    // Payload reads these as "nothing", which it cannot ask of a relationship that lives in a table of its own; in a list
    // they are values like others.
    const mayBeNothing = field.kind !== 'reference'
    if (mayBeNothing && (one === undefined || one === null || (!isList && (one === 'null' || one === '')))) continue
    const problem = problemOf(payload, field, operator, one)
    if (problem) return problem
  }
  return undefined
}

const listOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value
  return typeof value === 'string' ? value.split(',') : [value]
}

const problemOf = (payload: BasePayload, field: QueriedField, operator: string, value: unknown): string | undefined => {
  if (field.kind === 'reference') return referenceProblem(payload, field.options, value)
  if (typeof value === 'object' && !(value instanceof Date)) return 'is compared with an object: give a plain value'
  if (likeness.includes(operator) && typeof value !== 'string' && field.kind !== 'id') {
    return `is compared by ${operator} with ${quoted(String(value))}: give a text`
  }
  switch (field.kind) {
    case 'id': {
      const isSearch = operator === 'like' && !/^[\d.]+$/.test(String(value))
      return isSearch || field.of.some((slug) => isDocumentId(payload, slug, value))
        ? undefined
        : `is compared with ${quoted(String(value))}, which is no id`
    }
    case 'select':
      return field.options.includes(String(value))
        ? undefined
        : `is compared with ${quoted(String(value))}: use ${field.options.join(', ')}`
    case 'date':
      return Number.isNaN(new Date(String(value)).getTime())
        ? `is compared with ${quoted(String(value))}, which is no date`
        : undefined
    case 'number':
      return Number.isFinite(Number(value))
        ? undefined
        : `is compared with ${quoted(String(value))}, which is no number`
    default:
      return undefined
  }
}

/** A document of one of several collections, as Payload itself asks for it in a join. */
const referenceProblem = (payload: BasePayload, slugs: readonly string[], value: unknown): string | undefined => {
  const slug = isPlainObject(value) ? slugs.find((known) => known === value.relationTo) : undefined
  const isDocument = slug !== undefined && isPlainObject(value) && isDocumentId(payload, slug, value.value)
  return isDocument ? undefined : `is compared with no document: give {relationTo, value}, of ${slugs.join(', ')}`
}

export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

/** What stands there, for a sentence. */
export const nameOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' && !Number.isFinite(Number(value)) ? `the text ${quoted(value)}` : String(value)
}
