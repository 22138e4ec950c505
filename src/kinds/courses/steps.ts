import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { id } from '../../database/stored.js'
import { splitsOf } from '../../generators/content/split.js'
import { drillKey } from '../../generators/drillSeries/drillKey.js'
import { lessonKey } from '../../generators/lessons/lesson.js'
import { byUrgency, sectionKey, sectionsDue } from '../../generators/lessons/stages.js'
import type { Settings } from '../../options/Settings.js'
import type { NewStep, NextSteps, RunDoc } from '../../runs/kind/RunKind.js'
import type { StepOutcome } from '../../runs/sql/reads.js'
import type { NamedStep, Step } from '../../runs/vocabulary.js'
import { drillStepInputSchema } from '../drillBatches/drillBatch.js'
import { batchKey, lessonBatchSchema, plannedLessonSchema } from '../lessonBatches/plannedLesson.js'
import { kitStepsDue } from '../sources/kitSummary.js'
import { hasEnded, nextCall } from '../staged/calls.js'
import { courseOfRun } from './input.js'
import { type Lacking, lessonThere } from './lackingDrills.js'
import { courseIn, courseItem, workOf } from './work.js'

/** The kinds of steps; `plan` shows the run as planning. */
export const stepKinds = { plan: 'plan', lessons: 'generate', drills: 'drills', section: 'section' } as const

const planKey = 'plan'
/** What sections name that need all lessons. */
const allLessons = 'lessons'
/** The step that tells from the plan what lessons and drills are made of which positions. */
export const outlineKey = 'outline'

/** What the plan of a course came to, and the document that all else belongs to. */
export const courseOutcomeSchema = z.object({ course: id, plan: id.nullable() })

/** `generation-steps.input` of batches of lessons and drills: the course and plan, once they are known. */
export const courseLessonsSchema = lessonBatchSchema.extend(courseOutcomeSchema.shape)
export const courseDrillsSchema = drillStepInputSchema.extend({ course: id, series: id })

/** Of one section; with `call`, from 0, of one of its calls that is not the last. */
export const courseSectionSchema = courseOutcomeSchema.extend({ section: z.string(), call: z.number().optional() })

/** What lessons and drills will be made; kept, so that retries never draw again. */
export const outlineOutcomeSchema = z.object({
  batches: z.array(z.array(plannedLessonSchema)).default([]),
  drills: z.array(drillStepInputSchema.extend({ series: id })).default([]),
})

/** Its key in the run: `l02.d07`. */
export const drillOfLesson = (lesson: string, order: number): string => `${lesson}.${drillKey(order)}`

/** Keys of the drills that a lesson lacks which was there before: `lesson-12.d04`, the fourth of its series. */
export const lackingKeys = ({ lesson, first, count }: Lacking): string[] =>
  Array.from({ length: count }, (_, index) => drillOfLesson(lessonThere(lesson), first + index))

/**
 * First the plan; then the outline; then lessons and drills side by side, and each section as soon
 * as what it needs has ended.
 */
export const nextCourseSteps = async (
  settings: Settings,
  { req, run, steps }: { req: PayloadRequest; run: RunDoc; steps: readonly StepOutcome[] },
): Promise<NextSteps> => {
  if (run.requested === 0) return { open: [], isLast: true }
  const work = workOf(run)
  const { input, format } = courseOfRun(settings, run.input)
  const kit = await kitStepsDue(settings, req, { kit: input.kit, steps })
  if (kit.length > 0) return { open: kit, isLast: false }
  const plan = steps.find(({ key }) => key === planKey)
  if (work.begins && plan?.status !== 'done') {
    return { open: [{ key: planKey, kind: stepKinds.plan, input: {}, order: 0 }], isLast: false }
  }
  const made = work.begins ? courseOutcomeSchema.parse(plan?.outcome) : { course: courseIn(work), plan: work.plan }
  const outline = steps.find(({ key }) => key === outlineKey)
  const { batches, drills } = outlineOutcomeSchema.parse((outline?.status === 'done' && outline.outcome) || {})
  const open: NewStep[] = [
    ...(work.lessons + work.drills.length > 0
      ? [{ key: outlineKey, kind: stepKinds.plan, input: made, order: 0 }]
      : []),
    ...batches.map((items) => ({ key: batchKey(items), kind: stepKinds.lessons, input: { ...made, items }, order: 1 })),
  ]
  const ended = new Set(
    format.sections
      .filter(({ key }) => steps.some((step) => step.key === sectionKey(courseItem, key) && hasEnded(step)))
      .map(({ key }) => key),
  )
  // Of the outline, too: it may have opened none.
  const haveLessonsEnded =
    work.lessons === 0 ||
    (outline !== undefined &&
      hasEnded(outline) &&
      batches.every((items) => steps.some((step) => step.key === batchKey(items) && hasEnded(step))))
  if (haveLessonsEnded) ended.add(allLessons)
  // What is opened later may be what more others wait for.
  const urgent = byUrgency(format).map(({ key }) => key)
  const orderOf = (key: string) => 2 + urgent.indexOf(key)
  const wanted = format.sections.filter(({ key }) => work.sections.includes(key))
  const sections = sectionsDue({ sections: wanted }, ended, new Set([allLessons])).map((section): NewStep => {
    const { key, call } = nextCall(sectionKey(courseItem, section.key), splitsOf(section).length, steps)
    return { key, kind: stepKinds.section, input: { ...made, section: section.key, call }, order: orderOf(section.key) }
  })
  const ofDrills = drills.map(
    ({ series, items }): NewStep => ({
      key: batchKey(items),
      kind: stepKinds.drills,
      input: { course: made.course, series, items },
      order: 2 + urgent.length,
    }),
  )
  return { open: [...open, ...sections, ...ofDrills], isLast: false }
}

/** The plan, the lessons as a whole, and each section. */
export const namedCourseSteps = (settings: Settings, run: RunDoc): NamedStep[] => {
  const work = workOf(run)
  const { format } = courseOfRun(settings, run.input)
  const plan = work.begins ? [planKey] : []
  const lessons = work.lessons > 0 ? [allLessons] : []
  const keyOf = (need: string): string[] => {
    if (need === allLessons) return lessons
    return work.sections.includes(need) ? [sectionKey(courseItem, need)] : []
  }
  return [
    ...plan.map((key) => ({ key, kind: stepKinds.plan, after: [] })),
    ...lessons.map((key) => ({ key, kind: stepKinds.lessons, after: plan, isAll: true })),
    ...format.sections
      .filter(({ key }) => work.sections.includes(key))
      .map(({ key, title, dependsOn }) => ({
        ...{ key: sectionKey(courseItem, key), kind: stepKinds.section, title },
        after: [...plan, ...dependsOn.flatMap(({ section }) => keyOf(section))],
      })),
  ]
}

/** The items of a run, or of a step. */
export const keysOfCourse = (
  settings: Settings,
  of: { run: RunDoc } | { step: Pick<Step, 'kind' | 'input'> },
): readonly string[] => {
  if ('step' in of) {
    const { kind, input } = of.step
    if (kind === stepKinds.lessons) return courseLessonsSchema.parse(input).items.map(({ key }) => key)
    if (kind === stepKinds.drills) return courseDrillsSchema.parse(input).items.map(({ key }) => key)
    if (kind !== stepKinds.section) return []
    const { section, call } = courseSectionSchema.parse(input)
    return call === undefined ? [sectionKey(courseItem, section)] : []
  }
  const { lessons, drills, sections } = workOf(of.run)
  const { drillsPerLesson } = courseOfRun(settings, of.run.input).input
  const keys = Array.from({ length: lessons }, (_, index) => lessonKey(index + 1))
  return [
    ...keys,
    ...keys.flatMap((lesson) =>
      Array.from({ length: drillsPerLesson }, (_, index) => drillOfLesson(lesson, index + 1)),
    ),
    ...drills.flatMap(lackingKeys),
    ...sections.map((section) => sectionKey(courseItem, section)),
  ]
}
