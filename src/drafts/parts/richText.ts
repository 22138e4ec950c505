import { convertLexicalToMarkdown, editorConfigFactory } from '@payloadcms/richtext-lexical'
import type { CollectionSlug, FlattenedField, RichTextField, SanitizedConfig } from 'payload'
import type { RichText } from '../../generators/richText.js'

type EditorState = Parameters<typeof convertLexicalToMarkdown>[0]['data']

interface RichTextPlace {
  collection: CollectionSlug
  /** Of the collection, or of one of its blocks: `['explanation']`, `['content', 'prose', 'body']`. */
  path: readonly string[]
}

/**
 * Reads what editors left in a rich text field of a collection as markdown, for models, checks and consumers that read no
 * state of an editor. The field's own editor decides which nodes exist, a host's among them.
 *
 * @throws Error when there is no such field
 */
export const markdownReader = (config: SanitizedConfig, place: RichTextPlace): ((state: RichText) => string) => {
  const editorConfig = editorConfigFactory.fromField({ field: fieldAt(config, place) })
  return (state) => convertLexicalToMarkdown({ editorConfig, data: asStored(state) })
}

/** Nodes of a host's own are known to the editor alone. */
const asStored = (state: object): EditorState => state as EditorState

/** The sanitised field. */
const fieldAt = (config: SanitizedConfig, { collection, path }: RichTextPlace): RichTextField => {
  const fields = config.collections.find(({ slug }) => slug === collection)?.flattenedFields ?? []
  const field = walk(fields, path)
  if (field?.type === 'richText') return field
  throw new Error(`The collection "${collection}" has no rich text field "${path.join('.')}".`)
}

const walk = (fields: readonly FlattenedField[], [name, ...rest]: readonly string[]): FlattenedField | undefined => {
  const field = fields.find((known) => known.name === name)
  if (rest.length === 0 || !field) return field
  if (field.type !== 'blocks') return 'flattenedFields' in field ? walk(field.flattenedFields, rest) : undefined
  const [slug, ...within] = rest
  const block = field.blocks.find((known) => typeof known !== 'string' && known.slug === slug)
  return block ? walk(block.flattenedFields, within) : undefined
}
