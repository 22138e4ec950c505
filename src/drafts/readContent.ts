import { convertLexicalToMarkdown, editorConfigFactory } from '@payloadcms/richtext-lexical'
import type { CollectionSlug, RichTextField, SanitizedConfig } from 'payload'
import { writtenOf } from '../generators/content/blocks.js'
import type { WrittenPart } from '../generators/content/part.js'
import { isRecord } from '../text.js'

/** A block of a document's `content`, as prompts and checks read it. */
export interface ReadPart {
  /** Its name in the section; none where an editor added it. */
  readonly name: string | undefined
  readonly heading: string | undefined
  readonly written: WrittenPart
}

/** What stands in a document's `content`, in its order, rich text as markdown. */
export const readContent = (
  config: SanitizedConfig,
  collection: CollectionSlug,
  content: readonly unknown[],
): readonly ReadPart[] => {
  const editorConfig = editorConfigFactory.fromField({ field: proseField(config, collection) })
  return content.flatMap((block): ReadPart[] => {
    const written = writtenOf(block, {
      markdownOf: (text) => convertLexicalToMarkdown({ editorConfig, data: stateOf(text) }),
    })
    if (!written || !isRecord(block)) return []
    return [{ name: textOf(block.part), heading: textOf(block.heading), written }]
  })
}

type EditorState = Parameters<typeof convertLexicalToMarkdown>[0]['data']

/** As the editor stored it; nodes of a host's own are known to its configuration alone. */
const stateOf = (text: object): EditorState => text as EditorState

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** The sanitised rich text field of the blocks: its editor decides which nodes exist. */
const proseField = (config: SanitizedConfig, slug: string): RichTextField => {
  const collection = config.collections.find((known) => known.slug === slug)
  const content = collection?.flattenedFields.find(({ name }) => name === 'content')
  const prose = content?.type === 'blocks' ? content.blocks.find((block) => block.slug === 'prose') : undefined
  const body = prose?.flattenedFields.find(({ name }) => name === 'body')
  if (body?.type !== 'richText') throw new Error(`The collection "${slug}" has no prose blocks.`)
  return body
}
