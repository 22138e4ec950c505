import { InvalidPosition } from './InvalidPosition.js'

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/**
 * One text of a position, trimmed; nothing for missing, null or blank.
 * @throws InvalidPosition for other types, for text longer than `maxLength`, and for what Postgres cannot store
 */
export const textOf = (field: string, value: unknown, maxLength: number): string | undefined => {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new InvalidPosition(field, `${field} must be text, not ${Array.isArray(value) ? 'a list' : typeof value}.`)
  const text = String(value).trim()
  if (text.length > maxLength)
    throw new InvalidPosition(field, `${field} has ${text.length} characters; at most ${maxLength} are allowed.`)
  if (text.includes('\0')) throw new InvalidPosition(field, `${field} holds a NUL byte, which no text may.`)
  if (LONE_SURROGATE.test(text)) throw new InvalidPosition(field, `${field} holds half a character (broken Unicode).`)
  return text === '' ? undefined : text
}
