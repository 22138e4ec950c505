import type { CollectionSlug, PayloadRequest, Where } from 'payload'
import { z } from 'zod'
import { actFor } from '../../access/access.js'
import { isOutage } from '../../database/outages.js'
import { inVerifiedTransaction } from '../../database/transactions.js'
import { editedByOthers, lockDocuments } from '../../drafts/documentLocks.js'
import { bulkContext } from '../../drafts/ownWrites.js'
import type { ReviewState } from '../../drafts/reviews.js'
import { loggable, RequestError } from '../../errors.js'
import { hashOf } from '../../generators/content/hash.js'
import type { Settings } from '../../options/Settings.js'
import { type Id, keyOfDocument } from '../../runs/vocabulary.js'
import { isRecord, quoted } from '../../text.js'
import { emptyFields, type FieldProblem } from './emptyFields.js'
import { type CoursePieces, type Piece, readPieces } from './pieces.js'

/** Why a document of a course is not published with it. */
const leaveReasons = [
  'not_approved',
  'no_review',
  'no_drills',
  'failed_checks',
  'open_proposal',
  'being_edited',
  'not_allowed',
] as const

type LeaveReason = (typeof leaveReasons)[number]

interface Named {
  readonly collection: CollectionSlug
  readonly id: Id
  readonly title: string
}

interface Left extends Named {
  readonly reasons: readonly LeaveReason[]
  readonly review: ReviewState | null
  /** What failed. */
  readonly problems: readonly FieldProblem[]
}

/** What is, or would be, published of a course. */
export interface CoursePublication {
  readonly isPublished: boolean
  readonly publishes: readonly Named[]
  readonly leaves: readonly Left[]
  /** How many documents of it are published as they stand. */
  readonly already: number
  /** Of what it publishes; sent back, nothing else is. */
  readonly hash: string
}

/** The body of a request to publish. */
export const publishing = z.strictObject({
  preview: z.boolean({ error: 'give true or false' }).nullish(),
  hash: z.string().length(64, { error: 'give the hash of a preview' }).nullish(),
})

interface PublishCourse {
  req: PayloadRequest
  id: unknown
  asked: z.output<typeof publishing>
}

/**
 * Publishes what is approved of a course: itself, lessons, sections, series and drills, in one transaction, under Payload's hooks and the
 * access of the request's user. With `preview` nothing is published. With the `hash` of a preview only what it said.
 *
 * @throws RequestError 400, 404; 409 `changed_since` with the new preview, `not_published` with the document that could not be,
 * and nothing was
 */
export const publishCourse = async (
  settings: Settings,
  { req, id, asked: { preview, hash } }: PublishCourse,
): Promise<CoursePublication> => {
  const { payload } = req
  const pieces = await readPieces(settings, req, id)
  if (preview) return (await sorted(settings, req, pieces)).publication
  const { result: publication, isKept } = await inVerifiedTransaction(payload, async (own) => {
    actFor(own, req)
    await lockAll(own, pieces)
    const now = await sorted(settings, own, await readPieces(settings, own, pieces.course.id))
    if (hash && hash !== now.publication.hash) {
      throw new RequestError(409, 'The course has changed since the preview; look at it again.', {
        code: 'changed_since',
        preview: now.publication,
      })
    }
    own.context[bulkContext] = true
    for (const piece of now.chosen) await publish(own, piece)
    return now.publication
  })
  if (isKept) return { ...publication, isPublished: true }
  throw new RequestError(503, 'The database did not keep what was published. Try again.', { code: 'not_saved' })
}

/** Until the end: nobody changes what was found fit to be published. Always in the same order of collections. */
const lockAll = async (req: PayloadRequest, pieces: CoursePieces): Promise<void> => {
  const all = allOf(pieces)
  for (const collection of new Set(all.map((piece) => piece.collection))) {
    const ids = all.filter((piece) => piece.collection === collection).map(({ id }) => id)
    await lockDocuments(req, { collection, ids })
  }
}

const allOf = ({ course, lessons, sections, series, drills }: CoursePieces): Piece[] => [
  ...[course, ...lessons, ...sections, ...series, ...drills],
]

/** What is published, and what is left for which reasons. */
const sorted = async (settings: Settings, req: PayloadRequest, pieces: CoursePieces) => {
  const all = allOf(pieces)
  const open = all.filter(({ isPublished }) => !isPublished)
  const edited = new Set<string>()
  const allowed = new Set<string>()
  for (const collection of new Set(open.map((piece) => piece.collection))) {
    const ids = open.filter((piece) => piece.collection === collection).map(({ id }) => id)
    const keyOf = (value: Id) => keyOfDocument({ relationTo: collection, value })
    for (const id of await editedByOthers(req, { collection, ids })) edited.add(keyOf(id))
    for (const id of await publishableBy(req, { collection, ids })) allowed.add(keyOf(id))
  }
  const { slugs } = settings
  const isSeries = ({ collection }: Piece) => collection === slugs.drillSeries
  const leftOf = (piece: Piece, decided: readonly LeaveReason[]): Left => {
    const key = keyOfDocument({ relationTo: piece.collection, value: piece.id })
    const problems = problemsOf(settings, req, piece)
    const reasons: LeaveReason[] = [
      ...decided,
      ...(problems.length > 0 ? ['failed_checks' as const] : []),
      ...(piece.openProposals > 0 ? ['open_proposal' as const] : []),
      ...(edited.has(key) ? ['being_edited' as const] : []),
      ...(allowed.has(key) ? [] : ['not_allowed' as const]),
    ]
    return { ...named(piece), reasons, review: piece.review ?? null, problems }
  }
  const others = open
    .filter((piece) => !isSeries(piece))
    .map((piece) => ({ piece, left: leftOf(piece, undecided(piece)) }))
  const isGood = ({ left }: { left: Left }) => left.reasons.length === 0
  // A series is not reviewed: it is there for its drills.
  const withDrills = new Set([
    ...pieces.drills.filter(({ isPublic }) => isPublic).map(({ doc }) => String(doc.series)),
    ...others
      .filter((one) => isGood(one) && one.piece.collection === slugs.drills)
      .map(({ piece }) => String(piece.doc.series)),
  ])
  const series = open
    .filter(isSeries)
    .map((piece) => ({ piece, left: leftOf(piece, withDrills.has(String(piece.id)) ? [] : ['no_drills']) }))
  const judged = [...others, ...series]
  const chosen = judged.filter(isGood).map(({ piece }) => piece)
  const publication: CoursePublication = {
    isPublished: false,
    publishes: chosen.map(named),
    leaves: judged.filter((one) => !isGood(one)).map(({ left }) => left),
    already: all.length - open.length,
    // Of what they say: not of `updatedAt`, which a save that changes nothing moves too.
    hash: hashOf(
      chosen.map(({ collection, id, doc }) => ({ ...doc, of: keyOfDocument({ relationTo: collection, value: id }) })),
    ),
  }
  return { publication, chosen }
}

const named = ({ collection, id, title }: Piece): Named => ({ collection, id, title })

const undecided = ({ review }: Piece): LeaveReason[] =>
  review === undefined ? ['no_review'] : review === 'approved' ? [] : ['not_approved']

/** Checks without which no drill is published; see docs/checks.md. */
const neededChecks = ['one-correct-choice', 'legal-distractors']

/** What would keep it from being published. Hooks of the host, and what only Payload knows, speak when it is. */
const problemsOf = ({ slugs }: Settings, { payload }: PayloadRequest, { collection, doc }: Piece): FieldProblem[] => {
  const fields = payload.collections[collection]?.config.flattenedFields ?? []
  const checks: readonly unknown[] = Array.isArray(doc.checks) ? doc.checks : []
  const failed =
    collection === slugs.drills && doc.position != null ? neededChecks.filter((check) => !checks.includes(check)) : []
  return [
    ...emptyFields({ payload, fields, doc }),
    ...failed.map((check) => ({ path: 'choices', message: `The check “${check}” fails.` })),
  ]
}

interface PublishableBy {
  collection: CollectionSlug
  ids: readonly Id[]
}

/** Ids of those that the request's user may publish, as text, by the collection's own access, which a host may have narrowed. */
const publishableBy = async (req: PayloadRequest, { collection, ids }: PublishableBy): Promise<string[]> => {
  const { payload } = req
  const update = payload.collections[collection]?.config.access.update
  const conditions = new Map<string, { where: Where; ids: Id[] }>()
  const allowed: string[] = []
  for (const id of ids) {
    const may = await update?.({ req, id, data: { _status: 'published' } })
    if (may === true) allowed.push(String(id))
    if (!isRecord(may)) continue
    const key = JSON.stringify(may)
    conditions.set(key, { where: may, ids: [...(conditions.get(key)?.ids ?? []), id] })
  }
  for (const { where, ids: some } of conditions.values()) {
    const { docs } = await payload.find({
      ...{ collection, where: { and: [{ id: { in: some } }, where] }, depth: 0, pagination: false, select: {}, req },
      // The condition is the access.
      overrideAccess: true,
    })
    allowed.push(...docs.map(({ id }) => String(id)))
  }
  return allowed
}

/** @throws RequestError 409 that names the document; whatever ended the connection to the database */
const publish = async (req: PayloadRequest, { collection, id, title }: Piece): Promise<void> => {
  try {
    await req.payload.update({
      ...{ collection, id, depth: 0, req, data: { _status: 'published' } },
      overrideAccess: false,
    })
  } catch (error) {
    if (isOutage(error)) throw error
    const known = isRefusal(error)
    if (!known) req.payload.logger.error({ err: loggable(error), msg: 'publishing a course failed', collection, id })
    const reason = known ? known.message : 'Something went wrong.'
    throw new RequestError(409, `Nothing was published: ${quoted(title)} could not be. ${reason}`, {
      ...{ code: 'not_published', title, reason },
      document: { relationTo: collection, value: id, title },
      errors: known?.errors ?? [],
    })
  }
}

/** What Payload or a hook says to people, by its looks: an app that Next bundles may have several Payloads. */
const isRefusal = (error: unknown): { message: string; errors: unknown } | undefined => {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined
  if (error.status >= 500) return undefined
  const data = 'data' in error && isRecord(error.data) ? error.data : {}
  return { message: error.message, errors: Array.isArray(data.errors) ? data.errors : [] }
}
