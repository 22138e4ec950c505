import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { actFor } from '../../access/access.js'
import { inVerifiedTransaction } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { RequestError } from '../../errors.js'
import { id } from '../../generators/inputFields.js'
import { invalidInput } from '../../invalidInput.js'
import type { Settings } from '../../options/Settings.js'
import type { RunKind } from '../../runs/kind/RunKind.js'
import { type Id, idIn, keyOfDocument } from '../../runs/vocabulary.js'
import { type Outline, orderOf, readOutline } from './outline.js'
import { type Piece, readPieces } from './pieces.js'

const ids = z.array(id).max(1000)

/** The body of a request for another order. */
export const ordering = z.strictObject({
  order: z
    .string({ error: 'give the order that the outline had' })
    .length(64, { error: 'give the order that the outline had' }),
  lessons: ids.nullish(),
  series: ids.nullish(),
  sections: ids.nullish(),
})

interface OrderCourse {
  req: PayloadRequest
  id: unknown
  asked: z.output<typeof ordering>
}

/**
 * Puts lessons, series and sections of a course into another order, as draft versions under Payload's hooks and the access of
 * the request's user: what is published stays published, in its order, until it is published again.
 *
 * @throws RequestError 400, 404; 409 `changed_since` with the outline as it is now
 */
export const orderCourse = async (
  settings: Settings,
  kinds: readonly RunKind[],
  { req, id, asked }: OrderCourse,
): Promise<Outline> => {
  const { payload } = req
  const { course } = await readPieces(settings, req, id)
  const { result: isAsSeen, isKept } = await inVerifiedTransaction(payload, async (own) => {
    actFor(own, req)
    await lockDocuments(own, { collection: settings.slugs.courses, ids: [course.id] })
    return write(settings, own, { course: course.id, asked })
  })
  const outline = await readOutline(settings, kinds, { req, id: course.id })
  if (!isAsSeen) {
    throw new RequestError(409, 'The course has changed meanwhile; look at its order again.', {
      code: 'changed_since',
      outline,
    })
  }
  if (isKept) return outline
  throw new RequestError(503, 'The database did not keep the order. Try again.', { code: 'not_saved' })
}

interface Write {
  course: Id
  asked: z.output<typeof ordering>
}

/** Whether the course stood as the requester had seen it; else nothing is written. */
const write = async (settings: Settings, req: PayloadRequest, { course, asked }: Write): Promise<boolean> => {
  const { slugs } = settings
  const pieces = await readPieces(settings, req, course)
  if (orderOf(settings, pieces) !== asked.order) return false
  const parentKey = keyOfDocument({ relationTo: slugs.courses, value: course })
  const own = pieces.sections.filter(({ doc }) => doc.parentKey === parentKey)
  const lessons = asked.lessons && sameOf('lessons', pieces.lessons, asked.lessons)
  const series = asked.series && sameOf('series', pieces.series, asked.series)
  const sections = asked.sections && sameOf('sections', own, asked.sections)
  if (lessons || series) {
    await save(req, slugs.courses, course, {
      ...(lessons ? { lessons: inPlace(pieces.course.doc.lessons, lessons) } : {}),
      ...(series ? { series: inPlace(pieces.course.doc.series, series) } : {}),
    })
  }
  const numbers = numbersOf(own)
  for (const [index, { id, doc }] of (sections ?? []).entries()) {
    if (doc.order !== numbers[index]) await save(req, slugs.sections, id, { order: numbers[index] })
  }
  return true
}

/** The whole list of the course in its new order: those that the requester may not read stay where they are. */
const inPlace = (stored: unknown, ordered: readonly Piece[]): Id[] => {
  const ids = (Array.isArray(stored) ? stored : []).flatMap((one) => idIn(one) ?? [])
  const moved = new Set(ordered.map(({ id }) => id))
  const next = ordered.values()
  return [...new Set(ids)].flatMap((id) => (moved.has(id) ? (next.next().value?.id ?? []) : id))
}

/** @throws RequestError 400 where they are not just those that there are */
const sameOf = (name: string, there: readonly Piece[], asked: readonly Id[]): Piece[] => {
  // A user may have put one twice into the list of a course; it is there once from now on.
  const distinct = new Map(there.map((piece) => [String(piece.id), piece]))
  const found = new Set(asked.flatMap((id) => distinct.get(String(id)) ?? []))
  const isKnown = asked.every((id) => distinct.has(String(id)))
  const isWhole = isKnown && found.size === distinct.size && [distinct.size, there.length].includes(asked.length)
  if (isWhole) return [...found]
  const message = `give each of the ${distinct.size} ${name} of the course once`
  throw invalidInput([{ path: [name], message }], { what: 'The order is not valid.' })
}

/** The numbers that they have, no two alike: one that is still to come finds its place between them. */
const numbersOf = (sections: readonly Piece[]): number[] => {
  let last = 0
  return sections.map(({ doc }) => {
    last = Math.max(last + 1, typeof doc.order === 'number' ? doc.order : 0)
    return last
  })
}

const save = (req: PayloadRequest, collection: CollectionSlug, id: Id, data: Record<string, unknown>) =>
  req.payload.update({
    ...{ collection, id, depth: 0, draft: true, req },
    data: { ...data, _status: 'draft' },
    overrideAccess: false,
    // Not under a user's open form, which would put the old order back.
    overrideLock: false,
  })
