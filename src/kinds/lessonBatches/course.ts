import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { mayChange } from '../../access/access.js'
import { table } from '../../database/adapter.js'
import { id, rows, text } from '../../database/stored.js'
import { sqlOf, transactionOf } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { readLatest, writeAsOwn } from '../../drafts/ownWrites.js'
import { RequestError } from '../../errors.js'
import type { Settings } from '../../options/Settings.js'
import { isOpen } from '../../runs/sql/store.js'
import { type Id, keyOfDocument } from '../../runs/vocabulary.js'
import { findReadable } from '../sources/documents.js'

const courseDoc = z.object({
  id,
  title: text,
  format: text,
  lessons: rows(id),
  series: rows(id),
  curriculum: id.nullish(),
  profile: id.nullish(),
  kit: id.nullish(),
  plan: id.nullish(),
  provenance: z.object({ run: id.nullish() }).nullish(),
})

export type CourseDoc = z.output<typeof courseDoc>

/** A course as its newest version has it; `undefined` where it was deleted. */
export const readCourseDoc = async (
  settings: Settings,
  req: PayloadRequest,
  course: Id,
): Promise<CourseDoc | undefined> => {
  const found = await readLatest(settings, req, { name: 'courses', id: course })
  return found && courseDoc.parse(found)
}

/**
 * The course that a request adds to, as its newest version has it. Our own jobs have no user: the request was checked when
 * it was admitted.
 *
 * @throws RequestError 400 when it does not exist or the requester may not read it, 403 when they may not change it
 */
export const findCourse = async (settings: Settings, req: PayloadRequest, courseId: Id): Promise<CourseDoc> => {
  const { courses: collection } = settings.slugs
  await findReadable(req, { collection, id: courseId, name: 'course' })
  if (req.user && !(await mayChange(req, { collection, id: courseId }))) {
    throw new RequestError(403, 'You may not add to this course: leave it out to get something of your own.', {
      code: 'add_to_not_allowed',
      addTo: courseId,
    })
  }
  return readCourse(settings, req, courseId)
}

/** As `readCourseDoc`. @throws NotFound */
const readCourse = async ({ slugs }: Settings, req: PayloadRequest, courseId: Id): Promise<CourseDoc> =>
  courseDoc.parse(
    await req.payload.findByID({
      ...{ collection: slugs.courses, id: courseId, depth: 0, draft: true, req },
      // Read by whom the run was admitted for, see `findCourse`.
      overrideAccess: true,
    }),
  )

/**
 * Lessons that a course has, and those that runs under way are still to make. In a transaction its row is locked first, so
 * that of two requests at once the second counts what the first one promised.
 */
export const sizeOfCourse = async (settings: Settings, req: PayloadRequest, courseId: Id): Promise<number> => {
  const { slugs } = settings
  if (req.transactionID) await lockDocuments(req, { collection: slugs.courses, ids: [courseId] })
  const { lessons } = await readCourse(settings, req, courseId)
  const db = await sqlOf(req)
  const { rows: found } = await db.execute(sql`
    select coalesce(sum(greatest(0, coalesce((r.facts ->> 'lessons')::int, 0) - (
      select count(*) from ${table(req.payload, slugs.lessons)} l where l.provenance_run_id = r.id
    ))), 0) as promised
    from ${table(req.payload, slugs.generationRuns)} r
    where r.target_key = ${keyOfDocument({ relationTo: slugs.courses, value: courseId })} and r.kind in ('lessons', 'course')
      and ${isOpen(sql`r.status`)}
  `)
  return lessons.length + Number(found[0]?.promised ?? 0)
}

interface NewLesson {
  readonly id: Id
  /** Its key in the run. */
  readonly key: string
}

/**
 * Adds lessons of a run to its course, whose row must be locked: behind all that is there, in the order of their keys,
 * whatever the order in which the run's batches end. What is published stays as it is.
 */
export const addToCourse = async (
  settings: Settings,
  req: PayloadRequest,
  { course: courseId, run, lessons }: { course: Id; run: Id; lessons: readonly NewLesson[] },
): Promise<void> => {
  const { lessons: there } = await readCourse(settings, req, courseId)
  const keys = await keysOf(settings, req, run)
  const order = [...there]
  for (const lesson of lessons.toSorted((a, b) => byKey(a.key, b.key))) {
    if (order.includes(lesson.id)) continue
    const later = order.findIndex((other) => byKey(keys.get(String(other)) ?? '', lesson.key) > 0)
    order.splice(later < 0 ? order.length : later, 0, lesson.id)
  }
  await writeAsOwn(settings, req, { name: 'courses', id: courseId, data: { lessons: order } })
}

/** By the number in them: `l100` comes after `l99`. */
const byKey = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

/** Keys of the lessons that a run has made, by the lesson's id. */
const keysOf = async ({ slugs }: Settings, req: PayloadRequest, run: Id): Promise<ReadonlyMap<string, string>> => {
  const db = await transactionOf(req)
  const { rows: found } = await db.execute(sql`
    select id, provenance_item as key from ${table(req.payload, slugs.lessons)} where provenance_run_id = ${run}
  `)
  return new Map(found.map(({ id: lesson, key }) => [String(lesson), String(key)]))
}
