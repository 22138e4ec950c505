import type { PayloadRequest } from 'payload'
import { lockDocuments } from '../../drafts/documentLocks.js'
import type { Game } from '../../games/Game.js'
import { plannedLessons } from '../../generators/courses/plannedLessons.js'
import { planDrills } from '../../generators/drillSeries/plan.js'
import { choicesOf } from '../../generators/drillSeries/prompt.js'
import { type LessonItem, lessonKey } from '../../generators/lessons/lesson.js'
import { drawPositions } from '../../library/draw.js'
import type { Settings } from '../../options/Settings.js'
import { readPlan } from '../../plans/readPlan.js'
import type { ItemProblem, OpenStep, RunDoc } from '../../runs/RunKind.js'
import type { Id, Step } from '../../runs/vocabulary.js'
import { shorten } from '../../text.js'
import type { DrillStepInput } from '../drillBatches/drillBatch.js'
import { positionsOfSeries } from '../drillBatches/positionsOfSeries.js'
import { type PlannedLesson, withPositions } from '../lessonBatches/plannedLesson.js'
import { findPositions, libraryOf } from '../positions.js'
import { findCurriculum } from '../sources.js'
import { addSeries, type CourseDoc, lessonsOfCourse, readCourseDoc } from './courseDoc.js'
import { type AskedCourse, courseOfRun } from './input.js'
import { courseOutcomeSchema, drillOfLesson, type outlineOutcomeSchema } from './steps.js'
import { workOf } from './work.js'

/** Boards of a lesson, where the course is about a game. */
export const boardsPerLesson = 2

interface OpenOutline {
  req: PayloadRequest
  run: RunDoc
  step: Step
}

/**
 * The step that tells from the plan, as it stands once it is approved, which lessons and drills are made, and of which positions: none
 * is drawn twice in a course.
 */
export const openOutline = async (settings: Settings, { req, run, step }: OpenOutline): Promise<OpenStep> => {
  const { course: id, plan } = courseOutcomeSchema.parse(step.input)
  const { input, game } = courseOfRun(settings, run.input)
  const work = workOf(run)
  const course = await readCourseDoc(settings, req, id)
  const keys = Array.from({ length: work.lessons }, (_, index) => lessonKey(index + 1))
  if (!course) return gaps(keysWithDrills(keys, input.drillsPerLesson), 'the course was deleted')
  const { parts } = plan === null ? { parts: [] } : await readPlan(settings, { req, run, plan })
  const entries = parts.flatMap(({ name, written }) =>
    name === 'lessons' && written.sort === 'entries' ? written.value : [],
  )
  const there = (await lessonsOfCourse(settings, req, course)).flatMap(({ topic, title }) => [topic, title])
  const curriculum =
    input.curriculum == null ? undefined : await findCurriculum(req, settings.slugs.curricula, input.curriculum)
  const items = plannedLessons({
    ...{ entries, there, count: work.lessons, objectives: input.objectives },
    subject: curriculum?.subject ?? input.topic,
  })
  const drawn = game ? await drawFor(settings, req, { game, course, items, input }) : noPositions
  const lessons = withPositions(items, drawn.boards)
  const principles = curriculum?.principles.map(({ name }) => name) ?? []
  const drills = game ? drillsOf(settings, { lessons, drawn, principles, input }) : []
  const lacking = keys.slice(items.length)
  const made = new Set(drills.flatMap(({ batches }) => batches.flatMap((batch) => batch.items.map(({ key }) => key))))
  const impossible = [
    ...keysWithDrills(lacking, input.drillsPerLesson).map(
      (key): ItemProblem => ({
        key,
        problem: `the plan has ${items.length} lessons that are not there yet`,
        isFinal: true,
      }),
    ),
    ...items
      .flatMap(({ key }) => keysWithDrills([key], input.drillsPerLesson).slice(1))
      .filter((key) => !made.has(key))
      .map(
        (key): ItemProblem => ({
          key,
          problem: 'fewer positions were left than when the run was requested',
          isFinal: true,
        }),
      ),
  ]
  return {
    keys: impossible.map(({ key }) => key),
    impossible,
    judge: () => ({ good: new Map(), problems: [] }),
    save: async (saveReq) => {
      const series = await createSeries(settings, saveReq, { course: id, input, game, drills })
      const outcome: ReturnType<typeof outlineOutcomeSchema.parse> = {
        batches: evenly(lessons, work.batchSize),
        drills: drills.flatMap(({ batches }, index) => {
          const own = series[index]
          return own === undefined ? [] : batches.map((batch) => ({ ...batch, series: own }))
        }),
      }
      return { outcome, ...(drawn.count > 0 ? { facts: { positionsLoaded: drawn.count } } : {}) }
    },
  }
}

const keysWithDrills = (lessons: readonly string[], drillsPerLesson: number): string[] =>
  lessons.flatMap((lesson) => [
    lesson,
    ...Array.from({ length: drillsPerLesson }, (_, index) => drillOfLesson(lesson, index + 1)),
  ])

/** A step that fails, so that a retry looks again. */
const gaps = (keys: readonly string[], problem: string): OpenStep => ({
  keys,
  impossible: keys.map((key) => ({ key, problem })),
  judge: () => ({ good: new Map(), problems: [] }),
  save: async () => ({}),
})

/** In as few calls as may be, of nearly the same size. */
const evenly = <Item>(items: readonly Item[], most: number): Item[][] => {
  const calls = Math.ceil(items.length / most)
  return Array.from({ length: calls }, (_, index) =>
    items.slice(Math.round((index * items.length) / calls), Math.round(((index + 1) * items.length) / calls)),
  )
}

interface Drawn {
  /** What lessons may show, by their keys. */
  readonly boards: Readonly<Record<string, readonly Id[]>>
  /** What drills may be made of, in turns of the phases. */
  readonly forDrills: readonly Id[]
  readonly count: number
}

const noPositions: Drawn = { boards: {}, forDrills: [], count: 0 }

interface DrawFor {
  game: Game
  course: CourseDoc
  items: readonly Omit<LessonItem, 'positions'>[]
  input: AskedCourse['input']
}

const drawFor = async (
  settings: Settings,
  req: PayloadRequest,
  { game, course, items, input }: DrawFor,
): Promise<Drawn> => {
  const taken = new Set<Id>()
  for (const series of course.series) {
    for (const position of await positionsOfSeries(settings, req, series)) taken.add(position)
  }
  const wanted = items.length * (boardsPerLesson + input.drillsPerLesson)
  const phases = game.phases.map(({ value }) => value)
  const drawn = await drawPositions({
    ...(await libraryOf(settings, req)),
    ...{ game: game.slug, phases, seed: input.seed ?? 0 },
    // Those that are taken may be the first, and not each makes a drill.
    perPhase: wanted + taken.size + spare,
  })
  const lists = phases.map((phase) => (drawn[phase] ?? []).filter((position) => !taken.has(position)))
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  const inTurns = Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat()
  const usable =
    input.drillsPerLesson === 0
      ? []
      : (await findPositions(req, settings.slugs.positions, inTurns.slice(0, wanted + spare)))
          .filter(({ notation, solution }) => choicesOf({ game, item: { notation, solution }, choices: 2 }) === 2)
          .map(({ id }) => id)
  const forDrills = usable.slice(0, items.length * input.drillsPerLesson)
  // Drills come first: a lesson does without boards, and what it shows is no drill of the course.
  const rest = inTurns.filter((position) => !forDrills.includes(position))
  const boards = Object.fromEntries(
    items.map(({ key }, index) => [key, rest.slice(index * boardsPerLesson, (index + 1) * boardsPerLesson)]),
  )
  return { boards, forDrills, count: forDrills.length + Object.values(boards).flat().length }
}

const spare = 20

interface DrillsOf {
  lessons: readonly PlannedLesson[]
  drawn: Drawn
  principles: readonly string[]
  input: AskedCourse['input']
}

interface SeriesOfLesson {
  readonly title: string
  readonly batches: readonly DrillStepInput[]
}

/** One series for each lesson, in batches like those of any series. */
const drillsOf = ({ drillSeries }: Settings, { lessons, drawn, principles, input }: DrillsOf): SeriesOfLesson[] =>
  lessons.flatMap((lesson, index): SeriesOfLesson[] => {
    const { drillsPerLesson } = input
    const positions = drawn.forDrills.slice(index * drillsPerLesson, (index + 1) * drillsPerLesson)
    if (positions.length === 0) return []
    const batches = planDrills({
      ...{ drawn: [positions], principles, target: drillsPerLesson },
      batchSize: drillSeries.batchSize,
    })
    let order = 0
    return [
      {
        title: lesson.topic,
        batches: batches.map((batch) => ({
          items: batch.map(({ position, principle }) => {
            order += 1
            return {
              key: drillOfLesson(lesson.key, order),
              position,
              ...(principle === undefined ? {} : { principle }),
            }
          }),
        })),
      },
    ]
  })

interface CreateSeries {
  course: Id
  input: AskedCourse['input']
  game: Game | undefined
  drills: readonly SeriesOfLesson[]
}

/** The series that drills will land in, which the course has from then on. */
const createSeries = async (
  settings: Settings,
  req: PayloadRequest,
  { course, input, game, drills }: CreateSeries,
): Promise<Id[]> => {
  if (drills.length === 0) return []
  const { courses, drillSeries } = settings.slugs
  await lockDocuments(req, { collection: courses, ids: [course] })
  const series: Id[] = []
  for (const { title } of drills) {
    const { id } = await req.payload.create({
      ...{ collection: drillSeries, draft: true, depth: 0, req },
      // A job has no user; the requester was authorised when the run was admitted.
      overrideAccess: true,
      data: {
        title: shorten(title, 200),
        game: game?.slug,
        curriculum: input.curriculum ?? undefined,
        profile: input.profile ?? undefined,
        _status: 'draft',
      },
    })
    series.push(id)
  }
  await addSeries(settings, req, { course, series })
  return series
}
