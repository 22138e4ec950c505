import type { BasePayload, FlattenedField, ValidationFieldError } from 'payload'
import { isDocumentId } from '../../database/adapter.js'
import { idIn } from '../../runs/vocabulary.js'
import { findBlock } from './checkRelations.js'
import { checkRichText } from './checkRichText.js'
import { isPlainObject } from './checkWhere.js'

interface CheckData {
  payload: BasePayload
  fields: readonly FlattenedField[]
  /** From outside, so any part of it may be anything. */
  data: Readonly<Record<string, unknown>>
  /** Where in the document it stands; empty for the document itself. */
  path?: string
}

/**
 * What of a document has not the shape, or is longer than, its fields say. Holds for drafts too, which Payload stores
 * unchecked, and before Payload, which walks into groups and rows whatever they are. What a document must have before it
 * is published stays Payload's to say.
 */
export const checkData = ({ payload, fields, data, path = '' }: CheckData): ValidationFieldError[] => {
  const dotted = Object.keys(data).find((name) => name.includes('.'))
  if (dotted !== undefined) {
    return [{ path: `${path}${dotted}`.slice(0, 200), message: 'Write groups as objects, not as names with dots.' }]
  }
  return fields.flatMap((field) => {
    const value = data[field.name]
    const isOurs = 'virtual' in field && field.virtual
    if (value === undefined || isOurs || !Object.hasOwn(data, field.name)) return []
    return checkField({ payload, field, value, path: `${path}${field.name}` })
  })
}

interface CheckField {
  payload: BasePayload
  field: FlattenedField
  value: unknown
  path: string
}

const checkField = ({ payload, field, value, path }: CheckField): ValidationFieldError[] => {
  // Where a host localizes fields, a document may come in all languages at once.
  if (field.localized && payload.config.localization && isPlainObject(value)) return []
  const wrong = (message: string | undefined): ValidationFieldError[] => (message ? [{ path, message }] : [])
  const inner = (fields: readonly FlattenedField[], data: Readonly<Record<string, unknown>>, at: string) =>
    checkData({ payload, fields, data, path: `${at}.` })
  switch (field.type) {
    case 'group':
    case 'tab':
      return isPlainObject(value)
        ? inner(field.flattenedFields, value, path)
        : wrong('This is a group: give an object.')
    case 'array':
    case 'blocks': {
      // The admin panel sends how many rows there are when there are none.
      if (value === 0 || value === '0') return []
      if (!Array.isArray(value)) return wrong('This is a list: give a list of objects, [] for none.')
      if (field.maxRows !== undefined && value.length > field.maxRows) {
        return wrong(`At most ${field.maxRows} rows are allowed, these are ${value.length}.`)
      }
      return value.flatMap((row: unknown, index) => {
        const at = `${path}.${index}`
        if (!isPlainObject(row)) return [{ path: at, message: 'Each row is an object.' }]
        if (field.type === 'array') return inner(field.flattenedFields, row, at)
        const block = findBlock(payload, field.blocks, row.blockType)
        return block ? inner(block.flattenedFields, row, at) : [{ path: at, message: 'There is no such block.' }]
      })
    }
    case 'richText':
      return isLexical(field.editor) ? wrong(checkRichText(value, field.custom?.maxLength)) : []
    case 'json':
    case 'join':
      return []
    default:
      return wrong(checkLeaf(payload, field, value))
  }
}

/** Hosts may add fields with an editor of their own. */
const isLexical = (editor: unknown): boolean =>
  typeof editor === 'object' && editor !== null && 'editorConfig' in editor

const checkLeaf = (payload: BasePayload, field: FlattenedField, value: unknown): string | undefined => {
  if (value === null || value === '') return undefined
  const hasMany = 'hasMany' in field && field.hasMany
  if (!hasMany) return checkValue(payload, field, value)
  if (!Array.isArray(value)) return 'This is a list: give a list, [] for none.'
  if ('maxRows' in field && field.maxRows !== undefined && value.length > field.maxRows) {
    return `At most ${field.maxRows} are allowed, these are ${value.length}.`
  }
  for (const one of value) {
    const problem = checkValue(payload, field, one)
    if (problem) return problem
  }
  return undefined
}

const checkValue = (payload: BasePayload, field: FlattenedField, value: unknown): string | undefined => {
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'email':
    case 'code': {
      if (typeof value !== 'string') return 'This is text: give a text.'
      const maxLength = 'maxLength' in field ? field.maxLength : undefined
      return maxLength !== undefined && value.length > maxLength
        ? `At most ${maxLength} characters are allowed, these are ${value.length}.`
        : undefined
    }
    case 'number': {
      const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
      if (!Number.isFinite(number)) return 'This is a number: give a number.'
      const { min = -maxNumber, max = maxNumber } = field
      return number < min || number > max ? `Give a number from ${min} to ${max}.` : undefined
    }
    case 'checkbox':
      return [true, false, 'true', 'false'].some((one) => one === value) ? undefined : 'Give true or false.'
    case 'date':
      return isTime(value) ? undefined : 'This is a time: give it as in 2026-01-31T12:00:00Z.'
    case 'select':
    case 'radio': {
      const options = field.options.map((option) => (typeof option === 'string' ? option : option.value))
      return options.some((option) => option === value) ? undefined : `Choose one of ${options.join(', ')}.`
    }
    case 'relationship':
    case 'upload':
      return Array.isArray(field.relationTo)
        ? checkReference(payload, field.relationTo, value)
        : // That it exists is looked up when the document is written.
          (idIn(value) === undefined && 'Give the id of a document.') || undefined
    default:
      return undefined
  }
}

/** What a `numeric` column of Postgres and a number of JavaScript both hold. */
const maxNumber = Number.MAX_SAFE_INTEGER

export const isTime = (value: unknown): boolean => {
  if (typeof value !== 'string' && typeof value !== 'number' && !(value instanceof Date)) return false
  return !Number.isNaN(new Date(value).getTime())
}

const checkReference = (payload: BasePayload, slugs: readonly string[], value: unknown): string | undefined => {
  const slug = isPlainObject(value) ? slugs.find((known) => known === value.relationTo) : undefined
  return slug !== undefined && isPlainObject(value) && isDocumentId(payload, slug, idIn(value.value))
    ? undefined
    : `Give {"relationTo": …, "value": id}, of ${slugs.join(', ')}.`
}
