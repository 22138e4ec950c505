import type { CollectionSlug, SanitizedConfig } from 'payload'
import { writtenOf } from '../../generators/content/blocks.js'
import type { WrittenPart } from '../../generators/content/part.js'
import { withoutSourceList } from '../../generators/kits/citations.js'
import type { RichText } from '../../generators/richText.js'
import { isRecord } from '../../text.js'
import { markdownReader } from './richText.js'

/** A block of a document's `content`, as prompts and checks read it. */
export interface ReadPart {
  /** Its name in the section; none where an editor added it. */
  readonly name: string | undefined
  readonly heading: string | undefined
  readonly written: WrittenPart
}

/** What stands in a document's `content`, in its order, rich text as markdown, without the list of sources that is put below it. */
export const readContent = (
  config: SanitizedConfig,
  collection: CollectionSlug,
  content: readonly unknown[],
): readonly ReadPart[] => {
  const markdownOf = markdownReader(config, { collection, path: ['content', 'prose', 'body'] })
  const ownText = (body: RichText) => withoutSourceList(markdownOf(body))
  return content.flatMap((block): ReadPart[] => {
    const written = writtenOf(block, { markdownOf: ownText })
    if (!written || !isRecord(block)) return []
    return [{ name: textOf(block.part), heading: textOf(block.heading), written }]
  })
}

/** What stands in a field of text; `undefined` where it is empty. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
