import { diffArrays } from 'diff'
import { isRecord } from '../../text.js'
import type { Words } from '../../words/words.js'

/** What stands in it that people do not read. */
const unread: ReadonlySet<string> = new Set([
  'id',
  'blockType',
  'part',
  'sort',
  'type',
  'version',
  'format',
  'direction',
  'mode',
  'style',
  'key',
  'parent',
  'position',
])

/** In which order people read what stands in it: a document keeps another one than a proposal, which is JSON of the database. */
const readingOrder = [
  ...['heading', 'group', 'label', 'stem', 'text', 'body', 'notation', 'caption', 'note'],
  ...['rows', 'items', 'nodes', 'choices', 'answer', 'rationale', 'why', 'explanation', 'objective', 'difficulty'],
]

/** What people read of a row or block, in the order in which they do. */
export const readEntries = (value: Readonly<Record<string, unknown>>): [string, unknown][] => {
  const place = (name: string) => {
    const at = readingOrder.indexOf(name)
    return at < 0 ? readingOrder.length : at
  }
  return Object.entries(value)
    .filter(([name]) => !unread.has(name) && name !== 'correct')
    .sort(([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1))
}

/** What a part is called: by the dictionary, else its name in words. */
export const partName = (words: Pick<Words, 'named'>, part: string): string => {
  const named = words.named('fields', part)
  if (named !== part) return named
  const spaced = part.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[-_]+/g, ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase()
}

/**
 * What a part of a document says, as lines of text: of a block or a field, however deep, in the order in which people read it.
 * A right choice is marked, so that a change of it shows.
 */
export const linesOf = (value: unknown): string[] => {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()]
  if (typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap(linesOf)
  if (!isRecord(value)) return []
  // The words of a paragraph stand on one line, whatever marks cut them up.
  if (isRecord(value.root) && Array.isArray(value.root.children)) return value.root.children.flatMap(paragraph)
  const mark = value.correct === true ? '✓ ' : value.correct === false ? '✗ ' : ''
  const lines = readEntries(value).flatMap(([, inner]) => linesOf(inner))
  return mark === '' ? lines : lines.map((line, index) => (index === 0 ? `${mark}${line}` : line))
}

const paragraph = (node: unknown): string[] => {
  const text = textOf(node).trim()
  if (isRecord(node) && node.type === 'list' && Array.isArray(node.children)) return node.children.flatMap(paragraph)
  return text === '' ? [] : [text]
}

const textOf = (node: unknown): string => {
  if (!isRecord(node)) return ''
  if (typeof node.text === 'string') return node.text
  return Array.isArray(node.children) ? node.children.map(textOf).join('') : ''
}

/** A line that is new, gone, or the same. */
interface DiffLine {
  readonly sort: 'same' | 'added' | 'removed'
  readonly text: string
}

/** What of `now` goes and what of `proposed` comes, line by line. */
export const diffLines = (now: readonly string[], proposed: readonly string[]): DiffLine[] =>
  diffArrays([...now], [...proposed]).flatMap(({ value, added, removed }) =>
    value.map((text): DiffLine => ({ sort: added ? 'added' : removed ? 'removed' : 'same', text })),
  )
