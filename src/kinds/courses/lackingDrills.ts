import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { listOf, table } from '../../database/adapter.js'
import { id, text } from '../../database/stored.js'
import { sqlOf } from '../../database/transactions.js'
import { RequestError } from '../../errors.js'
import type { Game } from '../../games/Game.js'
import { comparable } from '../../generators/content/texts.js'
import { countPositions } from '../../library/count.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { sizeOfSeries } from '../drillBatches/seriesSize.js'
import type { CourseDoc } from '../lessonBatches/course.js'
import { libraryOf } from '../sources/positions.js'
import type { LessonOfCourse } from '../staged/courseLessons.js'

export const lackingSchema = z.object({
  lesson: id,
  /** Where its drills are; none where it has no series yet. */
  series: id.nullable(),
  /** The place in the series of the first that is to be made, from 1. */
  first: z.number(),
  count: z.number(),
})

/** Drills that a lesson lacks which the course has already. */
export type Lacking = z.output<typeof lackingSchema>

/** What drills of a lesson that was there before are called by in a run: `lesson-12` of `lesson-12.d04`. */
export const lessonThere = (lesson: Id): string => `lesson-${lesson}`

interface DrillsFor {
  game: Game | undefined
  /** As many as each lesson is to have. */
  drillsPerLesson: number
  /** That are to be made. */
  lessons: number
  /** What the run goes on with. */
  course: CourseDoc | undefined
  there: readonly LessonOfCourse[]
}

/**
 * Drills of each lesson: as many as asked for, fewer where the library has not that many positions which the course has not
 * used; and what its present lessons lack of that.
 *
 * @throws RequestError 400 where the library has not even one for each
 */
export const drillsFor = async (
  settings: Settings,
  req: PayloadRequest,
  { game, drillsPerLesson, lessons, course, there }: DrillsFor,
): Promise<{ perLesson: number; lacking: readonly Lacking[] }> => {
  if (!game || drillsPerLesson === 0) return { perLesson: drillsPerLesson, lacking: [] }
  const before = course ? await seriesOfLessons(settings, req, { course, there }) : []
  const neededFor = (each: number) =>
    lessons * each + before.reduce((sum, { drills }) => sum + Math.max(0, each - drills), 0)
  if (neededFor(drillsPerLesson) === 0) return { perLesson: drillsPerLesson, lacking: [] }
  const counts = await countPositions({ ...(await libraryOf(settings, req)), game, difficulty: undefined })
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const available = total - (course ? await countUsed(settings, req, course) : 0)
  let perLesson = drillsPerLesson
  while (perLesson > 0 && neededFor(perLesson) > available) perLesson -= 1
  if (perLesson === 0) throw tooFew(game, { available: Math.max(0, available), needed: neededFor(1), counts })
  const lacking = before.flatMap(({ lesson, series, drills, lastOrder }) =>
    drills < perLesson ? [{ lesson, series, first: lastOrder + 1, count: perLesson - drills }] : [],
  )
  return { perLesson, lacking }
}

interface TooFew {
  available: number
  needed: number
  counts: Readonly<Record<string, number>>
}

const tooFew = ({ label }: Game, { available, needed, counts }: TooFew): RequestError => {
  const left =
    available === 0 ? `no ${label} positions` : `${available} ${label} positions, and ${needed} are needed at least`
  return new RequestError(400, `The library has ${left}: import some first, or ask for drillsPerLesson: 0.`, {
    code: 'no_positions',
    available: counts,
  })
}

interface SeriesOfLesson {
  readonly lesson: Id
  readonly series: Id | null
  /** That it has, or that runs under way are to make. */
  readonly drills: number
  readonly lastOrder: number
}

interface CourseAsItIs {
  course: CourseDoc
  there: readonly LessonOfCourse[]
}

const seriesDoc = z.object({ id, title: text })

/**
 * Where the drills of each lesson are: in the series that runs made for it, by what its drills say of their run; a series
 * without any is known by its title. In a transaction their rows are locked, in the order of their ids.
 */
const seriesOfLessons = async (
  settings: Settings,
  req: PayloadRequest,
  { course, there }: CourseAsItIs,
): Promise<SeriesOfLesson[]> => {
  const { slugs } = settings
  const without = (lesson: LessonOfCourse) => ({ lesson: lesson.id, series: null, drills: 0, lastOrder: 0 })
  if (course.series.length === 0 || there.length === 0) return there.map(without)
  const { docs } = await req.payload.find({
    collection: slugs.drillSeries,
    where: { id: { in: course.series } },
    ...{ depth: 0, draft: true, pagination: false, select: { title: true }, req },
    // They are of the course that the requester may change.
    overrideAccess: true,
  })
  const all = docs.map((doc) => seriesDoc.parse(doc))
  const made = await madeFor(settings, req, course)
  const ofRuns = new Map(there.map((lesson) => [lesson.id, made.find((one) => isMadeFor(one, lesson))?.series]))
  const taken = new Set([...made.map(({ series }) => String(series))])
  const byTitle = ({ topic, title }: LessonOfCourse) =>
    all.find((one) => !taken.has(String(one.id)) && [topic, title].some((name) => isSame(name, one.title)))?.id
  const found = there.map((lesson) => {
    const series = ofRuns.get(lesson.id) ?? byTitle(lesson)
    if (series !== undefined) taken.add(String(series))
    return { lesson, series: all.find((one) => String(one.id) === String(series))?.id }
  })
  const ids = found.flatMap(({ series }) => series ?? []).toSorted((a, b) => (a < b ? -1 : 1))
  const sizes = new Map<Id, Awaited<ReturnType<typeof sizeOfSeries>>>()
  for (const series of ids) sizes.set(series, await sizeOfSeries(settings, req, series))
  return found.map(({ lesson, series }) => {
    const size = series === undefined ? undefined : sizes.get(series)
    return series === undefined || !size ? without(lesson) : { lesson: lesson.id, series, ...size }
  })
}

const isSame = (a: string, b: string): boolean =>
  a !== '' && comparable(a).toLowerCase() === comparable(b).toLowerCase()

interface MadeFor {
  readonly series: Id
  readonly run: string
  /** The lesson's key in that run, or its id. */
  readonly of: string
}

const isMadeFor = ({ run, of }: MadeFor, { id: lesson, provenance }: LessonOfCourse): boolean =>
  of === lessonThere(lesson) || (provenance?.run != null && String(provenance.run) === run && of === provenance.item)

/** Which lessons the drills in the series of a course were made for. */
const madeFor = async ({ slugs }: Settings, req: PayloadRequest, { series }: CourseDoc): Promise<MadeFor[]> => {
  const db = await sqlOf(req)
  const { rows } = await db.execute(sql`
    select distinct series_id, provenance_run_id as run, split_part(provenance_item, '.', 1) as of
    from ${table(req.payload, slugs.drills)}
    where series_id in (${listOf(series)}) and provenance_item like '%.%'
  `)
  return rows.map((row) => ({ series: id.parse(row.series_id), run: String(row.run), of: String(row.of) }))
}

/** Positions that the course has drills of. */
const countUsed = async ({ slugs }: Settings, req: PayloadRequest, { series }: CourseDoc): Promise<number> => {
  if (series.length === 0) return 0
  const db = await sqlOf(req)
  const { rows } = await db.execute(sql`
    select count(distinct position_id) as used from ${table(req.payload, slugs.drills)} where series_id in (${listOf(series)})
  `)
  return Number(rows[0]?.used ?? 0)
}
