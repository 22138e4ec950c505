import { markdownToRichText } from '../../../../src/generators/richText.js'

export const collections = ['drills', 'lessons', 'sections', 'courses'] as const

export type Collection = (typeof collections)[number]

export type Doc = Record<string, unknown> & { id: number }

/** Parts that people write in, of each collection, and how: a field, or a block of `content`. */
const writable = {
  drills: { prompt: 'text', explanation: 'richText' },
  lessons: { introduction: 'block', concepts: 'block', summary: 'block' },
  sections: { summary: 'block' },
  courses: { title: 'text', description: 'text', keywords: 'list' },
} as const satisfies Record<Collection, Record<string, 'text' | 'richText' | 'list' | 'block'>>

export const partsOf = (collection: Collection): string[] => Object.keys(writable[collection])

type Block = Record<string, unknown>

export const blocksOf = ({ content }: Doc): Block[] => (Array.isArray(content) ? content : [])

/** Whether a person may leave nothing of it: fields that are required must say something. */
export const mayBeEmpty = (collection: Collection, part: string): boolean =>
  Reflect.get(writable[collection], part) !== 'text'

/** All that a part says; `undefined` where it says nothing. */
export const textOf = (collection: Collection, doc: Doc, part: string): string | undefined => {
  const sort: string | undefined = Reflect.get(writable[collection], part)
  const value = sort === 'block' ? blocksOf(doc).find((block) => block.part === part) : doc[part]
  const isEmpty = value === undefined || value === null || (Array.isArray(value) && value.length === 0)
  return isEmpty ? undefined : JSON.stringify(value)
}

interface Edit {
  collection: Collection
  doc: Doc
  part: string
  /** What a person puts there; none: takes it out. */
  words: string | undefined
}

/** The fields of a document with a part as a person leaves it, as a save takes them. */
export const withWords = ({ collection, doc, part, words }: Edit): Record<string, unknown> => {
  const sort: string | undefined = Reflect.get(writable[collection], part)
  if (sort === 'text') return { [part]: words }
  if (sort === 'richText') return { [part]: words === undefined ? null : markdownToRichText(words) }
  if (sort === 'list') return { [part]: words === undefined ? [] : [words] }
  const blocks = blocksOf(doc)
  if (words === undefined) return { content: blocks.filter((block) => block.part !== part) }
  const there = blocks.find((block) => block.part === part)
  // A part that was taken out comes back as a block of the editor's own.
  if (!there) return { content: [...blocks, ownBlock(words)] }
  return { content: blocks.map((block) => (block === there ? rewritten(block, words) : block)) }
}

const rewritten = (block: Block, words: string): Block => {
  if (block.blockType === 'prose') return { ...block, body: markdownToRichText(words) }
  const rows = Array.isArray(block.rows) ? block.rows : []
  return { ...block, rows: rows.map((row, index) => (index === 0 ? { ...row, body: words } : row)) }
}

export const ownBlock = (words: string): Block => ({
  blockType: 'prose',
  heading: 'Of our own',
  body: markdownToRichText(words),
})

/** What a form sends when it is saved: all that the document had when it was opened. */
export const formOf = (collection: Collection, doc: Doc): Record<string, unknown> => {
  const { title, prompt, choices, solution, explanation, hints, content, description, keywords, categories, lessons } =
    doc
  const sent = {
    drills: { prompt, choices, solution, explanation, hints },
    lessons: { title, content },
    sections: { title, content },
    courses: { title, description, keywords, categories, lessons },
  }
  return sent[collection]
}
