import type { BasePayload, FlattenedField } from 'payload'
import { findBlock } from '../../hooks/guard/checkRelations.js'
import { isRecord } from '../../text.js'

export interface FieldProblem {
  readonly path: string
  readonly message: string
}

interface EmptyFields {
  payload: BasePayload
  fields: readonly FlattenedField[]
  doc: Readonly<Record<string, unknown>>
  /** Where in the document it stands; empty for the document itself. */
  path?: string
}

/**
 * Fields of a draft that must say something before it is published, and say nothing: Payload stores drafts without asking.
 * Those that are shown under a condition are left to Payload, and so are those that were not read.
 */
export const emptyFields = ({ payload, fields, doc, path = '' }: EmptyFields): FieldProblem[] =>
  fields.flatMap((field) => {
    const value = doc[field.name]
    const at = `${path}${field.name}`
    if (!Object.hasOwn(doc, field.name) || ('admin' in field && field.admin?.condition)) return []
    const inner = (inside: readonly FlattenedField[], row: unknown, where: string): FieldProblem[] =>
      isRecord(row) ? emptyFields({ payload, fields: inside, doc: row, path: `${where}.` }) : []
    if (field.type === 'group' || field.type === 'tab') return inner(field.flattenedFields, value, at)
    if (field.type === 'array' || field.type === 'blocks') {
      const rows: readonly unknown[] = Array.isArray(value) ? value : []
      return rows.flatMap((row, index) => {
        const own =
          field.type === 'array' ? field : findBlock(payload, field.blocks, isRecord(row) ? row.blockType : undefined)
        return inner(own?.flattenedFields ?? [], row, `${at}.${index}`)
      })
    }
    const isEmpty = value == null || (typeof value === 'string' && value.trim() === '')
    return 'required' in field && field.required && isEmpty ? [{ path: at, message: 'It is empty.' }] : []
  })
