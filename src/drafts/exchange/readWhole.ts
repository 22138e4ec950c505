import type { PayloadRequest, Where } from 'payload'
import { z } from 'zod'
import { id } from '../../database/stored.js'
import { writtenOf } from '../../generators/content/blocks.js'
import type { MarkdownPart } from '../../generators/exchange/writeMarkdown.js'
import type { Settings } from '../../options/Settings.js'
import { type Id, idIn, inOrder, keyOfDocument } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { textOf } from '../parts/readContent.js'
import { markdownReader } from '../parts/richText.js'

/** Collections whose documents are read with all that belongs to them. */
export type WholeName = 'lessons' | 'sections' | 'courses'

export interface ReadWhole {
  settings: Settings
  req: PayloadRequest
  name: WholeName
  id: Id
  /** The latest drafts in place of what is published. */
  draft: boolean
  /** As in Payload: `false`, the default, reads only what the request's user may read. */
  overrideAccess?: boolean
}

/** A block of a document's `content`: a part, and by what a request may name it. */
export interface ReadPart extends MarkdownPart {
  readonly id: string
}

/** A lesson or section with its parts. */
export interface WholeDocument {
  readonly doc: WholeDoc
  readonly parts: readonly ReadPart[]
}

/** A document with all that belongs to it and may be read. */
export interface Whole extends WholeDocument {
  /** Of a course, in its order. */
  readonly lessons: readonly (WholeDocument & { readonly sections: readonly WholeDocument[] })[]
  /** Its own, in their order. */
  readonly sections: readonly WholeDocument[]
  /** Of a course, in its order, with their drills. */
  readonly series: readonly { readonly title: string; readonly drills: readonly WholeDrill[] }[]
}

const doc = z.object({
  id,
  title: z.string().nullish(),
  objective: z.string().nullish(),
  description: z.string().nullish(),
  language: z.string().nullish(),
  difficulty: z.string().nullish(),
  keywords: z.array(z.string()).nullish(),
  profile: z.unknown().optional(),
  content: z.array(z.unknown()).nullish(),
  parentKey: z.string().nullish(),
  lessons: z.array(z.unknown()).nullish(),
  series: z.array(z.unknown()).nullish(),
})

type WholeDoc = z.output<typeof doc>

const fieldsOf: Readonly<Record<WholeName, readonly (keyof WholeDoc)[]>> = {
  lessons: ['title', 'objective', 'language', 'difficulty', 'profile', 'content'],
  sections: ['title', 'content', 'parentKey'],
  courses: ['title', 'description', 'language', 'keywords', 'profile', 'lessons', 'series'],
}

/** `undefined` where there is no such document, or none that may be read. Without `draft` only what is published is read. */
export const readWhole = async (read: ReadWhole): Promise<Whole | undefined> => {
  const { settings, req, name } = read
  const [own] = await readDocs(read, name, { id: { equals: read.id } })
  if (!own) return undefined
  const keyOf = (of: WholeName, one: WholeDoc) => keyOfDocument({ relationTo: settings.slugs[of], value: one.id })
  const ids = idsIn(own.lessons)
  const found = ids.length > 0 ? await readDocs(read, 'lessons', { id: { in: ids } }) : []
  const lessons = inOrder(found, ids)
  const keys = name === 'sections' ? [] : [keyOf(name, own), ...lessons.map((lesson) => keyOf('lessons', lesson))]
  const sections = keys.length > 0 ? await readDocs(read, 'sections', { parentKey: { in: keys } }, ['order', 'id']) : []
  const withParts = (of: WholeName, one: WholeDoc): WholeDocument => ({
    doc: one,
    parts: partsOfContent(req.payload.config, settings.slugs[of], one.content ?? []),
  })
  const below = (of: WholeName, one: WholeDoc) =>
    sections.filter(({ parentKey }) => parentKey === keyOf(of, one)).map((section) => withParts('sections', section))
  return {
    ...(name === 'courses' ? { doc: own, parts: [] } : withParts(name, own)),
    lessons: lessons.map((lesson) => ({ ...withParts('lessons', lesson), sections: below('lessons', lesson) })),
    sections: below(name, own),
    series: await readSeries(read, idsIn(own.series)),
  }
}

/** Without `draft` what is published, also for those who may read more. */
const readDocs = async (read: ReadWhole, name: WholeName, where: Where, sort?: string[]): Promise<WholeDoc[]> => {
  const { settings, req } = read
  const { docs } = await req.payload.find({
    ...reading(read),
    collection: settings.slugs[name],
    where: visible(read, where),
    sort,
    select: Object.fromEntries(fieldsOf[name].map((field) => [field, true])),
  })
  return docs.map((one) => doc.parse(one))
}

const visible = ({ draft }: ReadWhole, where: Where): Where =>
  draft ? where : { and: [where, { _status: { equals: 'published' } }] }

const reading = ({ req, draft, overrideAccess = false }: ReadWhole) =>
  ({ depth: 0, joins: false, pagination: false, draft, overrideAccess, disableErrors: true, req }) as const

/** The blocks of a document's `content` as files have them: rich text as Markdown, positions by their notation. */
export const partsOfContent = (
  config: PayloadRequest['payload']['config'],
  collection: string,
  content: readonly unknown[],
): ReadPart[] => {
  const markdownOf = markdownReader(config, { collection, path: ['content', 'prose', 'body'] })
  return content.flatMap((block): ReadPart[] => {
    const written = writtenOf(withNotations(block), { markdownOf })
    if (!written || !isRecord(block)) return []
    return [{ id: String(block.id ?? ''), name: textOf(block.part), heading: textOf(block.heading), written }]
  })
}

/** Boards name their position by what a person can read. */
const withNotations = (block: unknown): unknown => {
  if (!isRecord(block) || block.blockType !== 'boards' || !Array.isArray(block.rows)) return block
  return {
    ...block,
    rows: block.rows.map((row) => (isRecord(row) && row.notation ? { ...row, position: row.notation } : row)),
  }
}

const drillDoc = z.object({
  series: id.nullish(),
  prompt: z.string().nullish(),
  notation: z.string().nullish(),
  choices: z
    .array(z.object({ text: z.string().nullish(), correct: z.boolean().nullish(), rationale: z.string().nullish() }))
    .nullish(),
  explanation: z.unknown().optional(),
  difficulty: z.string().nullish(),
})

export type WholeDrill = z.output<typeof drillDoc>

const readSeries = async (read: ReadWhole, ids: readonly Id[]): Promise<Whole['series']> => {
  if (ids.length === 0) return []
  const { settings, req } = read
  const found = await req.payload.find({
    ...reading(read),
    collection: settings.slugs.drillSeries,
    where: visible(read, { id: { in: [...ids] } }),
    select: { title: true },
  })
  const drills = await req.payload.find({
    ...reading(read),
    collection: settings.slugs.drills,
    where: visible(read, { series: { in: found.docs.map((one) => one.id) } }),
    sort: ['order', 'id'],
    select: { series: true, prompt: true, notation: true, choices: true, explanation: true, difficulty: true },
  })
  const known = drills.docs.map((one) => drillDoc.parse(one))
  return inOrder(
    found.docs.map((one) => doc.parse(one)),
    ids,
  ).map((one) => ({
    title: one.title ?? '',
    drills: known.filter(({ series }) => String(series) === String(one.id)),
  }))
}

const idsIn = (list: readonly unknown[] | null | undefined): Id[] => (list ?? []).flatMap((one) => idIn(one) ?? [])
