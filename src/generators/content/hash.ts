import { createHash } from 'node:crypto'

/**
 * SHA-256 (hex) of one field or part of a document, by what it says: ids of rows, and what Payload's editor adds by
 * itself when a form is saved, do not count; what is empty, null or absent is the same. So the hash of what a run wrote
 * still fits after an editor has opened and saved the document, and no longer fits once a person has changed a word.
 */
export const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(normalized(value) ?? null))
    .digest('hex')

/** Whether two fields or parts say the same: their hashes are equal. */
export const isSame = (one: unknown, other: unknown): boolean => hashOf(one) === hashOf(other)

/** Nodes of Payload's editor. Of others nobody here knows what counts, so all of it does. */
const editorNodes = [
  ...['root', 'paragraph', 'heading', 'quote', 'list', 'listitem', 'text', 'linebreak', 'tab', 'horizontalrule'],
  ...['link', 'autolink', 'upload', 'relationship', 'block', 'inlineBlock', 'table', 'tablerow', 'tablecell'],
]

/** What Lexical writes on a node when it has nothing to say. */
const editorDefaults: Readonly<Record<string, readonly unknown[]>> = {
  direction: ['ltr', null],
  version: [1],
  format: ['', 0],
  indent: [0],
  textFormat: [0],
  textStyle: [''],
  mode: ['normal'],
  style: [''],
  detail: [0],
}

const normalized = (value: unknown): unknown => {
  if (value === null || value === undefined || value === '') return undefined
  if (Array.isArray(value)) {
    const items = value.map((item) => normalized(item) ?? null)
    return items.length > 0 ? items : undefined
  }
  if (typeof value !== 'object') return value
  const isNode = 'type' in value && 'version' in value
  if (isNode && !editorNodes.some((type) => type === value.type)) return sorted(value)
  const kept = Object.entries(value)
    .filter(([key, of]) => key !== 'id' && !(isNode && editorDefaults[key]?.includes(of)))
    .map(([key, of]) => [key, normalized(of)] as const)
    .filter(([, of]) => of !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

/** All of it, with names in one order: databases keep none. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const names = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(names.map(([name, of]) => [name, sorted(of)]))
}
