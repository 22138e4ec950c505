import type { PayloadRequest } from 'payload'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { RequestError } from '../../errors.js'
import type { Game } from '../../games/Game.js'
import { inTurns, planDrills } from '../../generators/drillSeries/plan.js'
import { choicesOf } from '../../generators/drillSeries/prompt.js'
import type { LessonItem } from '../../generators/lessons/lesson.js'
import { drawPositions } from '../../library/draw.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { longestTitle, shorten } from '../../text.js'
import type { DrillStepInput } from '../drillBatches/drillBatch.js'
import { positionsOfSeries } from '../drillBatches/seriesSize.js'
import { type CourseDoc, readCourseDoc } from '../lessonBatches/course.js'
import { findPositions, libraryOf } from '../sources/positions.js'
import { addSeries } from './courseDoc.js'
import type { AskedCourse } from './input.js'
import { drillOfLesson } from './steps.js'

/** Boards of a lesson, where the course is about a game. */
export const boardsPerLesson = 2

interface Drawn {
  /** What lessons may show, by their keys. */
  readonly boards: Readonly<Record<string, readonly Id[]>>
  /** What drills may be made of, in turns of the phases. */
  readonly forDrills: readonly Id[]
  readonly count: number
}

export const noPositions: Drawn = { boards: {}, forDrills: [], count: 0 }

interface DrawFor {
  game: Game
  course: CourseDoc
  items: readonly Omit<LessonItem, 'positions'>[]
  input: AskedCourse['input']
  wanted: readonly WantedDrills[]
}

/** Draws what the run needs: no position is in two drills of a course. */
export const drawFor = async (
  settings: Settings,
  req: PayloadRequest,
  { game, course, items, input, wanted }: DrawFor,
): Promise<Drawn> => {
  const taken = new Set<Id>()
  for (const series of course.series) {
    for (const position of await positionsOfSeries(settings, req, series)) taken.add(position)
  }
  const drills = wanted.reduce((sum, { count }) => sum + count, 0)
  const needed = items.length * boardsPerLesson + drills
  const phases = game.phases.map(({ value }) => value)
  const drawn = await drawPositions({
    ...(await libraryOf(settings, req)),
    ...{ game: game.slug, phases, seed: input.seed ?? 0 },
    // Those that are taken may be the first, and not each makes a drill.
    perPhase: needed + taken.size + spare,
  })
  const free = inTurns(phases.map((phase) => (drawn[phase] ?? []).filter((position) => !taken.has(position))))
  const usable =
    drills === 0
      ? []
      : (await findPositions(req, settings.slugs.positions, free.slice(0, needed + spare)))
          .filter(({ notation, solution }) => choicesOf({ game, item: { notation, solution }, choices: 2 }) === 2)
          .map(({ id }) => id)
  const forDrills = usable.slice(0, drills)
  // Drills come first: a lesson does without boards, and what it shows is no drill of the course.
  const rest = free.filter((position) => !forDrills.includes(position))
  const boards = Object.fromEntries(
    items.map(({ key }, index) => [key, rest.slice(index * boardsPerLesson, (index + 1) * boardsPerLesson)]),
  )
  return { boards, forDrills, count: forDrills.length + Object.values(boards).flat().length }
}

const spare = 20

/** Drills of one lesson that are to be made. */
export interface WantedDrills {
  /** What the lesson is called by in the run. */
  readonly of: string
  readonly title: string
  /** The place in the series of the first. */
  readonly first: number
  readonly count: number
  /** Where they go; without one a new series is created. */
  readonly series?: Id | undefined
}

interface DrillsOf {
  wanted: readonly WantedDrills[]
  drawn: Drawn
  principles: readonly string[]
}

interface SeriesOfLesson extends Pick<WantedDrills, 'title' | 'series'> {
  readonly batches: readonly DrillStepInput[]
}

/** The series of each lesson, in batches like those of any series. */
export const drillsOf = ({ drillSeries }: Settings, { wanted, drawn, principles }: DrillsOf): SeriesOfLesson[] => {
  let used = 0
  return wanted.flatMap(({ of, title, first, count, series }): SeriesOfLesson[] => {
    const positions = drawn.forDrills.slice(used, used + count)
    used += count
    if (positions.length === 0) return []
    const batches = planDrills({
      ...{ drawn: [positions], principles, target: count },
      batchSize: drillSeries.batchSize,
    })
    let order = first - 1
    return [
      {
        ...{ title, series },
        batches: batches.map((batch) => ({
          items: batch.map(({ position, principle }) => {
            order += 1
            return { key: drillOfLesson(of, order), position, ...(principle === undefined ? {} : { principle }) }
          }),
        })),
      },
    ]
  })
}

interface CreateSeries {
  course: Id
  input: AskedCourse['input']
  game: Game | undefined
  drills: readonly SeriesOfLesson[]
}

/**
 * The series that drills will land in, those that there are and new ones, which the course has from then on.
 *
 * @throws RequestError when the course was deleted
 */
export const createSeries = async (
  settings: Settings,
  req: PayloadRequest,
  { course, input, game, drills }: CreateSeries,
): Promise<Id[]> => {
  if (drills.length === 0) return []
  const { courses, drillSeries } = settings.slugs
  await lockDocuments(req, { collection: courses, ids: [course] })
  if (!(await readCourseDoc(settings, req, course))) {
    throw new RequestError(400, 'The course was deleted.', { code: 'unknown_course', course })
  }
  const all: Id[] = []
  const created: Id[] = []
  for (const { title, series } of drills) {
    if (series !== undefined) {
      all.push(series)
      continue
    }
    const { id } = await req.payload.create({
      ...{ collection: drillSeries, draft: true, depth: 0, req },
      // A job has no user; the requester was authorised when the run was admitted.
      overrideAccess: true,
      data: {
        title: shorten(title, longestTitle),
        game: game?.slug,
        curriculum: input.curriculum ?? undefined,
        profile: input.profile ?? undefined,
        _status: 'draft',
      },
    })
    all.push(id)
    created.push(id)
  }
  await addSeries(settings, req, { course, series: created })
  return all
}
