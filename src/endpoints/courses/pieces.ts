import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, PayloadRequest, SelectType, Where } from 'payload'
import { z } from 'zod'
import { isDocumentId, listOf, table } from '../../database/adapter.js'
import { id } from '../../database/stored.js'
import { sqlOf } from '../../database/transactions.js'
import { draftNameOf } from '../../drafts/parts/draftFacts.js'
import { draftPartsOf, titleOfDraft } from '../../drafts/parts/draftParts.js'
import { readContent } from '../../drafts/parts/readContent.js'
import { type ReviewState, reviewStates } from '../../drafts/reviews.js'
import { RequestError } from '../../errors.js'
import { toMarkdown } from '../../generators/content/markdown.js'
import { countWords } from '../../generators/content/texts.js'
import type { Settings } from '../../options/Settings.js'
import { type Id, inOrder, keyOfDocument } from '../../runs/vocabulary.js'

/** A document that a course is made of, or the course itself, as its newest version has it. */
export interface Piece {
  readonly collection: CollectionSlug
  readonly id: Id
  readonly title: string
  /** Of the newest version. */
  readonly isPublished: boolean
  /** Whether readers see some version of it. */
  readonly isPublic: boolean
  /** Whether a person has changed what a run wrote. */
  readonly isChanged: boolean
  /** None where no run made it. */
  readonly review: ReviewState | undefined
  readonly openProposals: number
  /** All of its fields. */
  readonly doc: Readonly<Record<string, unknown>>
}

/** A course with all that it is made of, each in its order. */
export interface CoursePieces {
  readonly course: Piece
  readonly lessons: readonly Piece[]
  /** Of the course, and of its staged lessons. */
  readonly sections: readonly Piece[]
  readonly series: readonly Piece[]
  readonly drills: readonly Piece[]
}

const courseDoc = z.object({
  id,
  lessons: z.array(id).nullish(),
  series: z.array(id).nullish(),
})

const generated = { written: true, provenance: true, _status: true } as const
const selected = {
  courses: {
    ...{ title: true, description: true, keywords: true, categories: true, lessons: true, series: true, format: true },
    ...{ language: true, ...generated },
  },
  lessons: { title: true, language: true, content: true, ...generated },
  sections: { title: true, key: true, order: true, parentKey: true, content: true, ...generated },
  drillSeries: { title: true, _status: true },
  drills: {
    ...{ prompt: true, choices: true, solution: true, explanation: true, hints: true, series: true, order: true },
    ...{ position: true, checks: true, ...generated },
  },
} as const satisfies Record<string, SelectType>

type Name = keyof typeof selected

/**
 * Reads a course with the access of the request's user; what that user may not read is left out. As many statements for a long
 * course as for a short one.
 *
 * @throws RequestError 404
 */
export const readPieces = async (settings: Settings, req: PayloadRequest, id: unknown): Promise<CoursePieces> => {
  const { slugs } = settings
  const [found] = isDocumentId(req.payload, slugs.courses, id)
    ? await find(settings, req, 'courses', { id: { equals: id } })
    : []
  if (!found) throw new RequestError(404, 'There is no such course.', { code: 'not_found' })
  const course = courseDoc.parse(found)
  const lessonIds = course.lessons ?? []
  const seriesIds = course.series ?? []
  const parents = [
    keyOfDocument({ relationTo: slugs.courses, value: course.id }),
    ...lessonIds.map((value) => keyOfDocument({ relationTo: slugs.lessons, value })),
  ]
  const lessons = inOrder(await find(settings, req, 'lessons', { id: { in: lessonIds } }), lessonIds)
  const sections = await find(settings, req, 'sections', { parentKey: { in: parents } }, ['order', 'createdAt'])
  const series = inOrder(await find(settings, req, 'drillSeries', { id: { in: seriesIds } }), seriesIds)
  const drills = await find(settings, req, 'drills', { series: { in: seriesIds } }, ['order', 'createdAt'])
  const standing = await readStanding(settings, req, [
    ...[found].map((doc) => ({ collection: slugs.courses, id: doc.id })),
    ...lessons.map((doc) => ({ collection: slugs.lessons, id: doc.id })),
    ...sections.map((doc) => ({ collection: slugs.sections, id: doc.id })),
    ...series.map((doc) => ({ collection: slugs.drillSeries, id: doc.id })),
    ...drills.map((doc) => ({ collection: slugs.drills, id: doc.id })),
  ])
  const pieceOf =
    (name: Name) =>
    (doc: Doc): Piece => {
      const draftName = draftNameOf(slugs, slugs[name])
      const parts = draftName ? draftPartsOf(draftName, doc) : []
      const key = keyOfDocument({ relationTo: slugs[name], value: doc.id })
      return {
        ...{ collection: slugs[name], id: doc.id, doc },
        title: draftName ? titleOfDraft(draftName, doc) : String(doc.title ?? ''),
        isPublished: doc._status === 'published',
        isPublic: standing.publicKeys.has(key),
        isChanged: parts.some(({ state }) => state === 'changed' || state === 'deleted'),
        review: standing.reviews.get(key),
        openProposals: standing.proposals.get(key) ?? 0,
      }
    }
  return {
    course: pieceOf('courses')(found),
    lessons: lessons.map(pieceOf('lessons')),
    sections: sections.map(pieceOf('sections')),
    series: series.map(pieceOf('drillSeries')),
    drills: drills.map(pieceOf('drills')),
  }
}

type Doc = Readonly<Record<string, unknown>> & { readonly id: Id }

const find = async (
  { slugs }: Settings,
  req: PayloadRequest,
  name: Name,
  where: Where,
  sort: string[] = ['id'],
): Promise<Doc[]> => {
  const [condition] = Object.values(where)
  if (condition && 'in' in condition && Array.isArray(condition.in) && condition.in.length === 0) return []
  const { docs } = await req.payload.find({
    ...{ collection: slugs[name], where, sort, depth: 0, draft: true, pagination: false, req },
    select: { ...selected[name] },
    ...{ overrideAccess: false, disableErrors: true },
  })
  return docs.map((doc): Doc => ({ ...doc }))
}

interface Standing {
  readonly reviews: ReadonlyMap<string, ReviewState>
  readonly proposals: ReadonlyMap<string, number>
  readonly publicKeys: ReadonlySet<string>
}

/** What was decided about documents, what is proposed for them, and which of them readers see: in one statement. */
const readStanding = async (
  { slugs }: Settings,
  req: PayloadRequest,
  documents: readonly { collection: CollectionSlug; id: Id }[],
): Promise<Standing> => {
  const { payload } = req
  const db = await sqlOf(req)
  const keys = sql.param(documents.map(({ collection, id }) => keyOfDocument({ relationTo: collection, value: id })))
  const publicIn = [...new Set(documents.map(({ collection }) => collection))].map((collection): SQL => {
    const ids = documents.filter((one) => one.collection === collection).map(({ id }) => id)
    return sql`
      union all select ${`${collection}:`}::text || id::text, 'public', '' from ${table(payload, collection)}
      where _status = 'published' and id in (${listOf(ids)})`
  })
  const { rows } = await db.execute(sql`
    select document_key as key, 'review' as sort, state as value from ${table(payload, slugs.reviews)}
    where document_key = any(${keys}::text[])
    union all select target_key, 'proposal', '' from ${table(payload, slugs.proposals)}
    where status = 'open' and target_key = any(${keys}::text[])
    ${sql.join(publicIn, sql` `)}
  `)
  const reviews = new Map<string, ReviewState>()
  const proposals = new Map<string, number>()
  const publicKeys = new Set<string>()
  for (const { key: stored, sort, value } of rows) {
    const key = String(stored)
    const state = reviewStates.find((known) => known === value)
    if (sort === 'public') publicKeys.add(key)
    else if (sort === 'proposal') proposals.set(key, (proposals.get(key) ?? 0) + 1)
    else if (state) reviews.set(key, state)
  }
  return { reviews, proposals, publicKeys }
}

/** Words of a lesson or section, in its language. */
export const wordsIn = (req: PayloadRequest, { collection, doc }: Piece): number => {
  const content: readonly unknown[] = Array.isArray(doc.content) ? doc.content : []
  const language = typeof doc.language === 'string' ? doc.language : undefined
  return readContent(req.payload.config, collection, content)
    .map(({ heading, written }) => countWords(toMarkdown(written, heading ? { heading } : {}), language))
    .reduce((sum, words) => sum + words, 0)
}
