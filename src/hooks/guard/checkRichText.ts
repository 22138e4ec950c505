import { isPlainObject } from './checkWhere.js'

/** Marks, types and addresses beside each character; more is no text of a person. */
const maxJsonPerCharacter = 20

/** A list in a list in a list is three. */
const maxLevels = 30

/**
 * What is wrong with the value of a rich text field; `undefined` when Lexical and its hooks can read it. Payload knows no
 * `maxLength` of rich text: fields of ours say theirs under `custom`.
 */
export const checkRichText = (value: unknown, maxLength: unknown): string | undefined => {
  if (value === null || value === '') return undefined
  const read = typeof value === 'string' ? parse(value) : value
  if (!isPlainObject(read) || !isPlainObject(read.root)) return notRichText
  const length = lengthOf(read.root, 1)
  if (length === undefined) return notRichText
  if (typeof maxLength !== 'number') return undefined
  if (length > maxLength) return `At most ${maxLength} characters are allowed, these are ${length}.`
  const size = JSON.stringify(read).length
  const maxSize = maxLength * maxJsonPerCharacter
  return size > maxSize
    ? `This rich text is too large: at most ${maxSize} characters of JSON, it has ${size}.`
    : undefined
}

const notRichText = 'This is rich text: give {"root": {"type": "root", "children": […]}} as the editor saves it.'

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Characters of text in a node and those below it; `undefined` when one of them is none. */
const lengthOf = (node: unknown, level: number): number | undefined => {
  if (!isPlainObject(node) || level > maxLevels || typeof node.type !== 'string') return undefined
  const { text = '', children = [] } = node
  if (typeof text !== 'string' || !Array.isArray(children)) return undefined
  let length = text.length
  for (const child of children) {
    const below = lengthOf(child, level + 1)
    if (below === undefined) return undefined
    length += below
  }
  return length
}
