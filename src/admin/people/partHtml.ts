import { isRecord } from '../../text.js'
import { readEntries } from './partText.js'

/** What is shown of marks: bits of `format` of a piece of text, as Payload's editor has them. */
const marks = [
  [1, 'strong'],
  [2, 'em'],
  [16, 'code'],
] as const

/**
 * A part of a document as HTML, for Payload's own components that show what differs: of a block or a field, however deep, in
 * the order in which people read it. All text is escaped, and no link is one. A right choice is marked, so that a change of it
 * shows.
 */
export const htmlOf = (value: unknown): string => {
  if (typeof value === 'string') return value.trim() === '' ? '' : paragraph(value.trim())
  if (typeof value === 'number') return paragraph(String(value))
  if (Array.isArray(value)) return listOf(value)
  if (!isRecord(value)) return ''
  if (isRecord(value.root)) return childrenOf(value.root)
  const mark = value.correct === true ? '✓ ' : value.correct === false ? '✗ ' : ''
  return readEntries(value)
    .map(([, inner], index) => withMark(index === 0 ? mark : '', inner))
    .join('')
}

const withMark = (mark: string, value: unknown): string =>
  mark !== '' && typeof value === 'string' ? paragraph(`${mark}${value.trim()}`) : htmlOf(value)

/** What says one thing alone needs no paragraph of its own. */
const onlyParagraph = /^<p>((?:(?!<\/p>).)*)<\/p>$/s

/** Words are items of a list, and so is each row. */
const listOf = (values: readonly unknown[]): string => {
  const items = values.map((value) =>
    typeof value === 'string' ? escaped(value) : htmlOf(value).replace(onlyParagraph, '$1'),
  )
  const shown = items.filter((item) => item !== '')
  return shown.length === 0 ? '' : `<ul>${shown.map((item) => `<li>${item}</li>`).join('')}</ul>`
}

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`

const childrenOf = ({ children }: Readonly<Record<string, unknown>>): string =>
  Array.isArray(children) ? children.map(nodeOf).join('') : ''

const elements: Readonly<Record<string, string>> = {
  paragraph: 'p',
  heading: 'h4',
  quote: 'blockquote',
  listitem: 'li',
}

/** A node of Payload's editor; of one that nobody here knows, what it says. */
const nodeOf = (node: unknown): string => {
  if (!isRecord(node)) return ''
  if (typeof node.text === 'string') return marked(node.text, Number(node.format) || 0)
  if (node.type === 'linebreak') return '<br>'
  const element = node.type === 'list' ? (node.tag === 'ol' ? 'ol' : 'ul') : elements[String(node.type)]
  const inner = childrenOf(node)
  return element === undefined ? inner : `<${element}>${inner}</${element}>`
}

const marked = (text: string, format: number): string => {
  let shown = escaped(text)
  for (const [bit, element] of marks) if (format & bit) shown = `<${element}>${shown}</${element}>`
  return shown
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
