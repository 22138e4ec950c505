import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { id } from '../../database/stored.js'
import type { ReviewState } from '../../drafts/reviews.js'
import { hashOf } from '../../generators/content/hash.js'
import type { Settings } from '../../options/Settings.js'
import type { FollowedRun, RunKind } from '../../runs/kind/RunKind.js'
import { readOutcome } from '../../runs/sql/reads.js'
import { poolStore } from '../../runs/sql/store.js'
import { runDocOf } from '../../runs/step/StepContext.js'
import { finalStatuses, type Id, keyOfDocument, runStatuses, type ToCome } from '../../runs/vocabulary.js'
import { type CoursePieces, type Piece, readPieces, wordsIn } from './pieces.js'

/** One line of a course's outline: a lesson, section or series that is there, or one that is to come. */
interface OutlineItem {
  /** What is to come has neither. */
  readonly collection: CollectionSlug | null
  readonly id: Id | null
  /** Of a section its name, of what is to come that of its item; else `null`. */
  readonly key: string | null
  /** Empty while nobody knows what it will be called. */
  readonly title: string
  /**
   * `missing`: no run is about to make it; `waiting`, `writing`: one is, anew where it is there; `failed`: it is not there, and
   * `reason` says why. Of what is there the first that holds: `published`, `approved`, `changed` by a person, `draft`.
   */
  readonly state: ToCome['state'] | 'draft' | 'changed' | 'approved' | 'published'
  readonly reason: string | null
  readonly review: ReviewState | null
  /** Whether readers see a version of it, this one or an earlier one. */
  readonly isPublic: boolean
  readonly openProposals: number
  /** Of lessons and sections. */
  readonly words: number | null
  /** Of series: `expected` counts those that are to come. */
  readonly drills: { readonly there: number; readonly expected: number; readonly published: number } | null
  /** Of a staged lesson. */
  readonly sections: readonly OutlineItem[]
}

/** What `GET /courses/:id/outline` answers. */
export interface Outline {
  readonly course: Pick<OutlineItem, 'id' | 'title' | 'state' | 'review' | 'isPublic' | 'openProposals'>
  /** The run that makes or fills it just now, else the newest that did. */
  readonly run: { readonly id: Id; readonly kind: string; readonly status: string } | null
  readonly lessons: readonly OutlineItem[]
  readonly sections: readonly OutlineItem[]
  readonly series: readonly OutlineItem[]
  /** How much of it is missing or failed. */
  readonly missing: number
  /** Of the order in which it stands; sent back with another one, it tells whether that was thought of this. */
  readonly order: string
}

/** @throws RequestError 404 */
export const readOutline = async (
  settings: Settings,
  kinds: readonly RunKind[],
  { req, id }: { req: PayloadRequest; id: unknown },
): Promise<Outline> => {
  const pieces = await readPieces(settings, req, id)
  const { course } = pieces
  const { shown, made } = await runsOf(settings, kinds, { req, course })
  const kind = kinds.find(({ toCome, targets }) => toCome && targets.includes(settings.slugs.courses))
  const coming = (await kind?.toCome?.({ req, document: course.id, run: made })) ?? []
  const parentKey = keyOfDocument({ relationTo: settings.slugs.courses, value: course.id })
  const sectionsBelow = (key: string) => pieces.sections.filter(({ doc }) => doc.parentKey === key)
  const ofSort = (sort: ToCome['sort']) => coming.filter((one) => one.sort === sort)
  const written = (piece: Piece): OutlineItem => itemOf(piece, { key: keyOf(piece), words: wordsIn(req, piece) })
  const lessons = pieces.lessons.map((piece): OutlineItem => {
    const below = sectionsBelow(keyOfDocument({ relationTo: settings.slugs.lessons, value: piece.id })).map(written)
    const words = below.reduce((sum, one) => sum + (one.words ?? 0), wordsIn(req, piece))
    return { ...itemOf(piece, { key: null, words }), sections: below }
  })
  const outline = {
    lessons: withLessons(pieces, lessons, ofSort('lesson'), made?.doc.id),
    sections: withSections(sectionsBelow(parentKey), written, ofSort('section')),
    series: withSeries(pieces, ofSort('series')),
  }
  const all = [...outline.lessons, ...outline.sections, ...outline.series]
  const { title, state, review, isPublic, openProposals } = itemOf(course, { key: null, words: null })
  return {
    course: { id: course.id, title, state, review, isPublic, openProposals },
    run: shown ?? null,
    ...outline,
    missing: all.filter(({ id: document, state: one }) => document === null && (one === 'missing' || one === 'failed'))
      .length,
    order: orderOf(settings, pieces),
  }
}

/** The order in which the lessons, series and sections of a course stand now. */
export const orderOf = ({ slugs }: Settings, { course, lessons, series, sections }: CoursePieces): string => {
  const parentKey = keyOfDocument({ relationTo: slugs.courses, value: course.id })
  const own = sections.filter(({ doc }) => doc.parentKey === parentKey)
  return hashOf([lessons, series, own].map((pieces) => pieces.map(({ id }) => String(id)).join(' ')))
}

const keyOf = ({ doc }: Piece): string | null => (typeof doc.key === 'string' ? doc.key : null)

const itemOf = (piece: Piece, more: Pick<OutlineItem, 'key' | 'words'>): OutlineItem => {
  const { collection, id, title, isPublished, isChanged, review, isPublic, openProposals } = piece
  const state = isPublished ? 'published' : review === 'approved' ? 'approved' : isChanged ? 'changed' : 'draft'
  return {
    ...{ collection, id, title, state, review: review ?? null, isPublic, openProposals },
    ...{ reason: null, drills: null, sections: [], ...more },
  }
}

const comingItem = ({ key, title, state, reason, drafts }: ToCome): OutlineItem => ({
  ...{ collection: null, id: null, key, title, state, reason: reason ?? null, review: null, isPublic: false },
  ...{ openProposals: 0, words: null, sections: [] },
  drills: drafts === undefined ? null : { there: 0, expected: drafts, published: 0 },
})

/** What is there, while it is written anew, or could not be. */
const overlaid = (item: OutlineItem, coming: ToCome | undefined): OutlineItem => {
  if (!coming) return item
  const isUnderWay = coming.state === 'waiting' || coming.state === 'writing'
  return { ...item, ...(isUnderWay ? { state: coming.state } : {}), reason: coming.reason ?? null }
}

/** What a run makes stands where it will land: among the others of that run, in the order of their keys; else at the end. */
const withLessons = (
  { lessons }: CoursePieces,
  items: readonly OutlineItem[],
  coming: readonly ToCome[],
  run: Id | undefined,
): OutlineItem[] => {
  const all = items.map((item, index) => ({ item, key: itemKeyOf(lessons[index], run) }))
  for (const one of coming) {
    const later = all.findIndex(
      ({ key }) => key !== undefined && key.localeCompare(one.key, 'en', { numeric: true }) > 0,
    )
    all.splice(later < 0 ? all.length : later, 0, { item: comingItem(one), key: one.key })
  }
  return all.map(({ item }) => item)
}

const provenance = z.object({ run: id, item: z.string() })

const itemKeyOf = (piece: Piece | undefined, run: Id | undefined): string | undefined => {
  const { data } = provenance.safeParse(piece?.doc.provenance)
  return data && String(data.run) === String(run) ? data.item : undefined
}

const withSections = (
  sections: readonly Piece[],
  written: (piece: Piece) => OutlineItem,
  coming: readonly ToCome[],
): OutlineItem[] => {
  const there = sections.map((piece) => ({
    item: overlaid(
      written(piece),
      coming.find(({ key }) => key === piece.doc.key),
    ),
    order: typeof piece.doc.order === 'number' ? piece.doc.order : Number.MAX_SAFE_INTEGER,
  }))
  const keys = new Set(sections.map(({ doc }) => doc.key))
  const open = coming
    .filter(({ key }) => !keys.has(key))
    .map((one) => ({ item: comingItem(one), order: one.order ?? Number.MAX_SAFE_INTEGER }))
  return [...there, ...open].toSorted((a, b) => a.order - b.order).map(({ item }) => item)
}

const withSeries = ({ series, drills }: CoursePieces, coming: readonly ToCome[]): OutlineItem[] => {
  const there = series.map((piece): OutlineItem => {
    const own = drills.filter(({ doc }) => String(doc.series) === String(piece.id))
    const told = coming.find(({ document }) => document !== undefined && String(document) === String(piece.id))
    const published = own.filter(({ isPublished }) => isPublished).length
    const isAllDecided = own.length > 0 && own.every((one) => one.isPublished || one.review === 'approved')
    const item = itemOf(piece, { key: null, words: null })
    const isWhole = item.state !== 'published' || published === own.length
    const state = item.state === 'published' && isWhole ? 'published' : isAllDecided ? 'approved' : 'draft'
    const expected = own.length + (told?.drafts ?? 0)
    return overlaid({ ...item, state, drills: { there: own.length, expected, published } }, told)
  })
  return [...there, ...coming.filter(({ document }) => document === undefined).map(comingItem)]
}

const runRow = z.object({
  id,
  kind: z.string(),
  status: z.enum(runStatuses),
  gaps: z.array(z.object({ key: z.string(), reason: z.string() })).nullish(),
})

interface RunsOf {
  req: PayloadRequest
  course: Piece
}

/** The run to show, and the newest of the kind that makes courses, with its steps: both by the access of who asks. */
const runsOf = async (settings: Settings, kinds: readonly RunKind[], { req, course }: RunsOf) => {
  const { slugs } = settings
  const { docs } = await req.payload.find({
    collection: slugs.generationRuns,
    where: { targetKey: { equals: keyOfDocument({ relationTo: slugs.courses, value: course.id }) } },
    ...{ depth: 0, limit: 20, pagination: false, sort: '-createdAt', req },
    ...{ overrideAccess: false, disableErrors: true },
  })
  const runs = docs.map((doc) => ({ ...runRow.parse(doc), doc }))
  const isOfKind = (name: string) => kinds.some(({ kind, toCome }) => kind === name && toCome)
  const newest = runs.find(({ kind }) => isOfKind(kind))
  const open = runs.find(({ status }) => !finalStatuses.includes(status))
  const shown = open ?? newest ?? runs[0]
  const followed: FollowedRun | undefined = newest && {
    doc: runDocOf(newest.doc),
    status: newest.status,
    ...(await stepsOf(settings, req, newest)),
  }
  return { shown: shown && { id: shown.id, kind: shown.kind, status: shown.status }, made: followed }
}

const stepsOf = async (
  settings: Settings,
  { payload }: PayloadRequest,
  { id, gaps }: z.output<typeof runRow>,
): Promise<Pick<FollowedRun, 'steps' | 'gaps'>> => {
  const steps = await readOutcome(poolStore(payload, settings), id)
  const ofSteps = steps.flatMap((step) => step.gaps.map(({ key, problem }) => [key, problem] as const))
  return { steps, gaps: new Map([...ofSteps, ...(gaps ?? []).map(({ key, reason }) => [key, reason] as const)]) }
}
