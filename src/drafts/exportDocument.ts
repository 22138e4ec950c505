import type { PayloadRequest, Where } from 'payload'
import { z } from 'zod'
import { writtenOf } from '../generators/content/blocks.js'
import type { TreeNode } from '../generators/content/part.js'
import {
  type MarkdownCourse,
  type MarkdownDocument,
  type MarkdownPart,
  type MarkdownSeries,
  markdownOfCourse,
  markdownOfDocument,
  markdownOfPart,
} from '../generators/exchange/writeMarkdown.js'
import { textOfRichText } from '../generators/richText.js'
import type { Settings } from '../options/Settings.js'
import { keyOfDocument } from '../runs/RunKind.js'
import type { Id } from '../runs/vocabulary.js'
import { isRecord } from '../text.js'
import { markdownReader } from './richText.js'

/** Collections whose documents can be written to a file. */
export const exportedNames = ['lessons', 'sections', 'courses'] as const

export type ExportedName = (typeof exportedNames)[number]

export interface ReadExport {
  settings: Settings
  /** What its user may not read is not in the file. */
  req: PayloadRequest
  name: ExportedName
  id: Id
  /** The latest drafts in place of what is published. */
  draft: boolean
}

/** A block of a document's `content`: a part, and by what a request may name it. */
export interface ExportedPart extends MarkdownPart {
  readonly id: string
}

/** What a document, or all that belongs to a course, has to be written to a file. */
export interface ExportedDocument {
  readonly title: string
  /** Its own; of a course and of a staged lesson those of its sections. */
  readonly parts: readonly ExportedPart[]
  /** The whole of it. */
  markdown(): string
}

const doc = z.object({
  id: z.union([z.number(), z.string()]),
  title: z.string().nullish(),
  objective: z.string().nullish(),
  description: z.string().nullish(),
  content: z.array(z.unknown()).nullish(),
  parentKey: z.string().nullish(),
  lessons: z.array(z.unknown()).nullish(),
  series: z.array(z.unknown()).nullish(),
  _status: z.string().nullish(),
})

type Doc = z.output<typeof doc>

/** A document with all that a file of it says, as far as the request's user may read it; `undefined` where there is none. */
export const readExport = async (read: ReadExport): Promise<ExportedDocument | undefined> => {
  const { settings, name, id } = read
  const [own] = await readDocs(read, name, { id: { equals: id } })
  if (!own) return undefined
  if (name === 'courses') return courseOf(read, own)
  const self = documentOf(read, name, own)
  const keys = [keyOfDocument({ relationTo: settings.slugs[name], value: own.id })]
  const sections = name === 'lessons' ? await readSections(read, keys) : []
  const parts = [...self.parts, ...sections.flatMap((section) => section.parts)]
  // A staged lesson is its sections, to be read; each of them has a file of its own, to be read back.
  const markdown = () =>
    sections.length > 0
      ? markdownOfCourse({ title: self.title, description: self.intro, documents: sections, series: [] })
      : markdownOfDocument(self)
  return { title: self.title, parts, markdown }
}

/** One part of it as Markdown. */
export const markdownOfExported = ({ written }: ExportedPart): string => markdownOfPart(written)

export const treesOf = (parts: readonly ExportedPart[]): (ExportedPart & { nodes: readonly TreeNode[] })[] =>
  parts.flatMap((part) => (part.written.sort === 'tree' ? [{ ...part, nodes: part.written.value }] : []))

interface Exported extends MarkdownDocument {
  readonly parts: readonly ExportedPart[]
}

const courseOf = async (read: ReadExport, course: Doc): Promise<ExportedDocument> => {
  const { slugs } = read.settings
  const ids = idsIn(course.lessons)
  const found = ids.length > 0 ? await readDocs(read, 'lessons', { id: { in: ids } }) : []
  const lessons = inOrder(found, ids)
  const courseKey = keyOfDocument({ relationTo: slugs.courses, value: course.id })
  const keyOf = (lesson: Doc) => keyOfDocument({ relationTo: slugs.lessons, value: lesson.id })
  const sections = await readSections(read, [courseKey, ...lessons.map(keyOf)])
  const below = (key: string) => sections.filter(({ parentKey }) => parentKey === key)
  const documents: MarkdownCourse['documents'] = [
    ...lessons.map((lesson) => ({ ...documentOf(read, 'lessons', lesson), sections: below(keyOf(lesson)) })),
    ...below(courseKey),
  ]
  const series = await readSeries(read, idsIn(course.series))
  const title = course.title ?? ''
  const parts = below(courseKey).flatMap((section) => section.parts)
  const description = course.description ?? ''
  return { title, parts, markdown: () => markdownOfCourse({ title, description, documents, series }) }
}

const readSections = async (
  read: ReadExport,
  parentKeys: readonly string[],
): Promise<(Exported & { parentKey: string })[]> => {
  const found = await readDocs(read, 'sections', { parentKey: { in: [...parentKeys] } }, ['order', 'id'])
  return found.map((section) => ({ ...documentOf(read, 'sections', section), parentKey: section.parentKey ?? '' }))
}

/** Without `draft` what is published, also for those who may read more. */
const readDocs = async (
  { settings, req, draft }: ReadExport,
  name: ExportedName,
  where: Where,
  sort?: string[],
): Promise<Doc[]> => {
  const { docs } = await req.payload.find({
    collection: settings.slugs[name],
    where: draft ? where : { and: [where, { _status: { equals: 'published' } }] },
    sort,
    select: {
      ...{ title: true, objective: true, description: true, content: true, parentKey: true, _status: true },
      ...(name === 'courses' ? { lessons: true, series: true } : {}),
    },
    depth: 0,
    joins: false,
    pagination: false,
    draft,
    overrideAccess: false,
    req,
  })
  return docs.map((one) => doc.parse(one))
}

const documentOf = ({ settings, req }: ReadExport, name: 'lessons' | 'sections', found: Doc): Exported => ({
  title: found.title ?? '',
  intro: found.objective ?? '',
  parts: partsOfContent(req.payload.config, settings.slugs[name], found.content ?? []),
})

/** The blocks of a document's `content` as files have them: rich text as Markdown, positions by their notation. */
export const partsOfContent = (
  config: PayloadRequest['payload']['config'],
  collection: string,
  content: readonly unknown[],
): ExportedPart[] => {
  const markdownOf = markdownReader(config, { collection, path: ['content', 'prose', 'body'] })
  return content.flatMap((block): ExportedPart[] => {
    const written = writtenOf(withNotations(block), { markdownOf })
    if (!written || !isRecord(block)) return []
    return [{ id: String(block.id ?? ''), name: textOf(block.part), heading: textOf(block.heading), written }]
  })
}

/** Boards name their position by what anybody can read. */
const withNotations = (block: unknown): unknown => {
  if (!isRecord(block) || block.blockType !== 'boards' || !Array.isArray(block.rows)) return block
  return {
    ...block,
    rows: block.rows.map((row) => (isRecord(row) && row.notation ? { ...row, position: row.notation } : row)),
  }
}

const drillDoc = z.object({
  series: z.union([z.number(), z.string()]).nullish(),
  prompt: z.string().nullish(),
  notation: z.string().nullish(),
  choices: z
    .array(z.object({ text: z.string().nullish(), correct: z.boolean().nullish(), rationale: z.string().nullish() }))
    .nullish(),
  explanation: z.unknown(),
  difficulty: z.string().nullish(),
})

const readSeries = async ({ settings, req, draft }: ReadExport, ids: readonly Id[]): Promise<MarkdownSeries[]> => {
  if (ids.length === 0) return []
  const visible: Where[] = draft ? [] : [{ _status: { equals: 'published' } }]
  const given = { depth: 0, pagination: false, draft, overrideAccess: false, joins: false, req } as const
  const found = await req.payload.find({
    ...given,
    collection: settings.slugs.drillSeries,
    where: { and: [{ id: { in: [...ids] } }, ...visible] },
    select: { title: true },
  })
  const drills = await req.payload.find({
    ...given,
    collection: settings.slugs.drills,
    where: { and: [{ series: { in: found.docs.map(({ id }) => id) } }, ...visible] },
    sort: ['order', 'id'],
  })
  const read = drills.docs.map((one) => drillDoc.parse(one))
  return inOrder(
    found.docs.map((one) => doc.parse(one)),
    ids,
  ).map(({ id, title }) => ({
    title: title ?? '',
    drills: read
      .filter(({ series }) => String(series) === String(id))
      .map(({ prompt, notation, choices, explanation, difficulty }) => ({
        sort: 'single',
        stem: prompt ?? '',
        notation: notation ?? '',
        choices: (choices ?? []).map(({ text, correct, rationale }) => ({
          text: text ?? '',
          correct: correct === true,
          why: rationale ?? '',
        })),
        explanation: textOfRichText(explanation),
        ...(difficulty ? { difficulty } : {}),
      })),
  }))
}

const idsIn = (list: readonly unknown[] | null | undefined): Id[] =>
  (list ?? []).flatMap((one) => {
    const id = isRecord(one) ? one.id : one
    return typeof id === 'number' || typeof id === 'string' ? [id] : []
  })

/** As the document lists them. */
const inOrder = <Found extends { id: Id }>(found: readonly Found[], ids: readonly Id[]): Found[] =>
  ids.flatMap((id) => found.filter((one) => String(one.id) === String(id)))

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
