import { diffArrays } from 'diff'
import { isRecord } from '../../text.js'

/** What stands in it that people do not read. */
export const unread: ReadonlySet<string> = new Set([
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
])

/**
 * What a part of a document says, as lines of text: of a block or a field, however deep, in the order in which it is stored.
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
  const lines = Object.entries(value).flatMap(([name, inner]) =>
    unread.has(name) || name === 'correct' ? [] : linesOf(inner),
  )
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
export interface DiffLine {
  readonly sort: 'same' | 'added' | 'removed'
  readonly text: string
}

/** What of `now` goes and what of `proposed` comes, line by line. */
export const diffLines = (now: readonly string[], proposed: readonly string[]): DiffLine[] =>
  diffArrays([...now], [...proposed]).flatMap(({ value, added, removed }) =>
    value.map((text): DiffLine => ({ sort: added ? 'added' : removed ? 'removed' : 'same', text })),
  )
