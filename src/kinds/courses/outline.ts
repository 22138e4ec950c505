import type { PayloadRequest } from 'payload'
import { plannedLessons } from '../../generators/courses/plannedLessons.js'
import { lessonKey } from '../../generators/lessons/lesson.js'
import type { Settings } from '../../options/Settings.js'
import { readPlan } from '../../plans/readPlan.js'
import type { ItemProblem, OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import { gaps } from '../../runs/step/noCall.js'
import { expediteTopic } from '../../runs/topics.js'
import type { Step } from '../../runs/vocabulary.js'
import { readCourseDoc } from '../lessonBatches/course.js'
import { withPositions } from '../lessonBatches/plannedLesson.js'
import { findCurriculum } from '../sources/documents.js'
import { fewerPositions } from '../sources/positions.js'
import { lessonsOfCourse } from '../staged/courseLessons.js'
import { topicOfSection } from '../staged/needs.js'
import { createSeries, drawFor, drillsOf, noPositions, type WantedDrills } from './courseDrills.js'
import { courseOfRun } from './input.js'
import { lessonThere } from './lackingDrills.js'
import { courseOutcomeSchema, drillOfLesson, lackingKeys, type outlineOutcomeSchema } from './steps.js'
import { workOf } from './work.js'

interface OpenOutline {
  req: PayloadRequest
  run: RunDoc
  step: Step
}

/**
 * The step that tells from the plan, as it stands once it is approved, which lessons and drills are made, and of which
 * positions: none is drawn twice in a course.
 */
export const openOutline = async (settings: Settings, { req, run, step }: OpenOutline): Promise<OpenStep> => {
  const { course: id, plan } = courseOutcomeSchema.parse(step.input)
  const { input, game } = courseOfRun(settings, run.input)
  const work = workOf(run)
  const course = await readCourseDoc(settings, req, id)
  const keys = Array.from({ length: work.lessons }, (_, index) => lessonKey(index + 1))
  if (!course) {
    const all = [...keysWithDrills(keys, input.drillsPerLesson), ...work.drills.flatMap(lackingKeys)]
    return gaps(all.map((key) => ({ key, problem: 'the course was deleted' })))
  }
  const { parts } = plan === null ? { parts: [] } : await readPlan(settings, { req, run, plan })
  const entries = parts.flatMap(({ name, written }) =>
    name === 'lessons' && written.sort === 'entries' ? written.value : [],
  )
  const lessonsThere = await lessonsOfCourse(settings, req, course)
  const there = lessonsThere.flatMap(({ topic, title }) => [topic, title])
  const curriculum =
    input.curriculum == null ? undefined : await findCurriculum(req, settings.slugs.curricula, input.curriculum)
  const items = plannedLessons({
    ...{ entries, there, count: work.lessons, objectives: input.objectives },
    subject: curriculum?.subject ?? input.topic,
  })
  const wanted = [
    ...items.map(({ key, topic }): WantedDrills => ({ of: key, title: topic, first: 1, count: input.drillsPerLesson })),
    ...work.drills.flatMap(({ lesson, series, first, count }): WantedDrills[] => {
      const found = lessonsThere.find((one) => String(one.id) === String(lesson))
      const of = lessonThere(lesson)
      return found ? [{ of, title: found.topic || found.title, first, count, series: series ?? undefined }] : []
    }),
  ]
  const drawn = game ? await drawFor(settings, req, { game, course, items, input, wanted }) : noPositions
  const lessons = withPositions(items, drawn.boards)
  const principles = curriculum?.principles.map(({ name }) => name) ?? []
  const drills = game ? drillsOf(settings, { wanted, drawn, principles }) : []
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
    ...work.drills
      .filter(({ lesson }) => !wanted.some(({ of }) => of === lessonThere(lesson)))
      .flatMap(lackingKeys)
      .map((key): ItemProblem => ({ key, problem: 'the course does not have its lesson any more', isFinal: true })),
    ...wanted
      .flatMap(({ of, first, count }) => Array.from({ length: count }, (_, index) => drillOfLesson(of, first + index)))
      .filter((key) => !made.has(key))
      .map(fewerPositions),
  ]
  return {
    ...gaps(impossible),
    save: async (saveReq) => {
      const series = await createSeries(settings, saveReq, { course: id, input, game, drills })
      const outcome: ReturnType<typeof outlineOutcomeSchema.parse> = {
        batches: evenly(lessons, work.batchSize),
        drills: drills.flatMap(({ batches }, index) => {
          const own = series[index]
          return own === undefined ? [] : batches.map((batch) => ({ ...batch, series: own }))
        }),
      }
      // Sections that were opened again wait for lessons: perhaps there are none to come.
      await expediteTopic(saveReq, topicOfSection(run.id, 'lessons'))
      return { outcome, ...(drawn.count > 0 ? { facts: { positionsLoaded: drawn.count } } : {}) }
    },
  }
}

const keysWithDrills = (lessons: readonly string[], drillsPerLesson: number): string[] =>
  lessons.flatMap((lesson) => [
    lesson,
    ...Array.from({ length: drillsPerLesson }, (_, index) => drillOfLesson(lesson, index + 1)),
  ])

/** In as few calls as may be, of nearly the same size. */
const evenly = <Item>(items: readonly Item[], most: number): Item[][] => {
  const calls = Math.ceil(items.length / most)
  return Array.from({ length: calls }, (_, index) =>
    items.slice(Math.round((index * items.length) / calls), Math.round(((index + 1) * items.length) / calls)),
  )
}
