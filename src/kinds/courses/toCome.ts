import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { id, text } from '../../database/stored.js'
import { openEntries } from '../../generators/courses/plannedLessons.js'
import { lessonKey } from '../../generators/lessons/lesson.js'
import { sectionKey } from '../../generators/lessons/stages.js'
import type { Settings } from '../../options/Settings.js'
import type { FollowedRun } from '../../runs/kind/RunKind.js'
import type { StepOutcome } from '../../runs/sql/reads.js'
import { finalStatuses, type Id, type ToCome } from '../../runs/vocabulary.js'
import { formatsOf } from '../asked.js'
import { type CourseDoc, readCourseDoc } from '../lessonBatches/course.js'
import { batchKey } from '../lessonBatches/plannedLesson.js'
import { hasEnded } from '../staged/calls.js'
import { contentOfPlan, sectionsEverMade, sectionsOfCourse } from './courseDoc.js'
import { courseOfRun } from './input.js'
import { type Lacking, lessonThere } from './lackingDrills.js'
import { outlineKey, outlineOutcomeSchema } from './steps.js'
import { courseItem, lessonEntries, workOf } from './work.js'

interface CourseToCome {
  req: PayloadRequest
  document: Id
  run: FollowedRun | undefined
}

/**
 * What a course does not have yet, by its plan, its format and the newest run for it: what **Fill missing** would make,
 * too.
 */
export const courseToCome = async (
  settings: Settings,
  { req, document, run }: CourseToCome,
): Promise<readonly ToCome[]> => {
  const course = await readCourseDoc(settings, req, document)
  if (!course) return []
  const told = run && toldBy(settings, run)
  const there = await titlesOf(settings, req, course.lessons)
  const lessons = await lessonsToCome(settings, req, { course, told, there })
  return [
    ...lessons,
    ...(told ? seriesToCome(told, { lessons, there }) : []),
    ...(await sectionsToCome(settings, req, { course, told })),
  ]
}

/** What a run and its steps say of the items it makes. */
interface Told {
  readonly isOpen: boolean
  readonly lessons: number
  readonly sections: readonly string[]
  readonly drillsPerLesson: number
  /** Drills of lessons that were there before. */
  readonly lacking: readonly Lacking[]
  /** Lessons and drills by the batch that makes them; none until the outline is known. */
  readonly outline: ReturnType<typeof outlineOutcomeSchema.parse> | undefined
  readonly hasOutlineFailed: boolean
  stateOf(item: string, steps: (step: StepOutcome) => boolean): State | undefined
}

type State = Pick<ToCome, 'state' | 'reason'>

const toldBy = (settings: Settings, { doc, status, steps, gaps }: FollowedRun): Told => {
  const { input } = courseOfRun(settings, doc.input)
  const { lessons, sections, drills } = workOf(doc)
  const outline = steps.find(({ key }) => key === outlineKey)
  const isOpen = !finalStatuses.includes(status)
  return {
    ...{ isOpen, lessons, sections, lacking: drills },
    drillsPerLesson: input.drillsPerLesson,
    outline: outline?.status === 'done' ? outlineOutcomeSchema.parse(outline.outcome ?? {}) : undefined,
    hasOutlineFailed: outline !== undefined && outline.status !== 'done' && hasEnded(outline),
    stateOf: (item, isOf) => {
      const own = steps.filter(isOf)
      const open = own.find((step) => !hasEnded(step))
      if (isOpen && open?.savedKeys.includes(item)) return undefined
      if (isOpen && open) return { state: open.status === 'running' ? 'writing' : 'waiting' }
      const reason = gaps.get(item) ?? own.find(({ status }) => status === 'failed')?.error
      if (reason) return { state: 'failed', reason }
      const isMade = own.some(({ key, status }) => status === 'done' && !key.includes('#'))
      return isOpen && !isMade ? { state: 'waiting' } : undefined
    },
  }
}

interface Of {
  course: CourseDoc
  told: Told | undefined
}

interface OfLessons extends Of {
  there: readonly Titles[]
}

/** Those of the run first, by its outline or, before there is one, by the plan; then what the plan has beside them. */
const lessonsToCome = async (
  settings: Settings,
  req: PayloadRequest,
  { course, told, there: lessons }: OfLessons,
): Promise<ToCome[]> => {
  const content = course.plan == null ? undefined : await contentOfPlan(settings, req, course.plan)
  const entries = lessonEntries(settings, req, content ?? [])
  const there = lessons.flatMap(({ topic, title }) => [topic, title])
  const isOpen = (title: string) => openEntries({ entries: [{ label: title, body: '' }], there }).length > 0
  const open = openEntries({ entries, there }).map(({ label }) => label)
  const ofRun = (told ? lessonsAsked(told, open) : []).flatMap(({ key, title }): ToCome[] => {
    const batch = told?.outline?.batches.find((items) => items.some((item) => item.key === key))
    const state = told?.stateOf(key, (step) => batch !== undefined && step.key === batchKey(batch))
    return state && (told?.isOpen || title === '' || isOpen(title)) ? [{ sort: 'lesson', key, title, ...state }] : []
  })
  if (told?.isOpen) return ofRun
  const lacking = entries.length - lessons.length - ofRun.length
  const taken = [...there, ...ofRun.map(({ title }) => title)]
  const missing = openEntries({ entries, there: taken }).slice(0, Math.max(0, lacking))
  return [
    ...ofRun,
    ...missing.map(
      ({ label }, index): ToCome => ({
        ...{ sort: 'lesson', key: `missing.${lessonKey(index + 1)}`, title: label, state: 'missing' },
      }),
    ),
  ]
}

/** By the names that the plan gives them; before there is a plan they have none. */
const lessonsAsked = ({ outline, lessons }: Told, planned: readonly string[]): { key: string; title: string }[] =>
  outline
    ? outline.batches.flat().map(({ key, topic }) => ({ key, title: topic }))
    : Array.from({ length: lessons }, (_, index) => ({ key: lessonKey(index + 1), title: planned[index] ?? '' }))

const lessonDoc = z.object({ id, title: text, topic: text })

type Titles = z.output<typeof lessonDoc>

const titlesOf = async ({ slugs }: Settings, req: PayloadRequest, lessons: readonly Id[]): Promise<Titles[]> => {
  if (lessons.length === 0) return []
  const { docs } = await req.payload.find({
    collection: slugs.lessons,
    where: { id: { in: [...lessons] } },
    ...{ depth: 0, draft: true, pagination: false, select: { title: true, topic: true }, req },
    // Compared only; every reader of the course sees what it lacks.
    overrideAccess: true,
  })
  return docs.map((doc) => lessonDoc.parse(doc))
}

interface Lessons {
  lessons: readonly ToCome[]
  there: readonly Titles[]
}

/** One for each lesson that gets drills, named like it until its document is there. */
const seriesToCome = (told: Told, { lessons, there }: Lessons): ToCome[] => {
  const { outline, isOpen, drillsPerLesson, hasOutlineFailed, lacking } = told
  if (!outline) {
    if (!isOpen || hasOutlineFailed || drillsPerLesson === 0) return []
    const added = lacking.map(({ lesson, series, count }): ToCome => {
      const { topic = '', title = '' } = there.find((one) => String(one.id) === String(lesson)) ?? {}
      const document = series === null ? {} : { document: series }
      return {
        sort: 'series',
        key: lessonThere(lesson),
        title: topic || title,
        ...document,
        drafts: count,
        state: 'waiting',
      }
    })
    const fresh = lessons.map(
      ({ key, title }): ToCome => ({
        ...{ sort: 'series', key: `${key}.drills`, title, drafts: drillsPerLesson, state: 'waiting' },
      }),
    )
    return [...added, ...fresh]
  }
  const series = [...new Set(outline.drills.map((batch) => batch.series))]
  return series.flatMap((document): ToCome[] => {
    const batches = outline.drills.filter((batch) => batch.series === document)
    const states = batches.flatMap((batch) =>
      batch.items.flatMap(({ key }) => told.stateOf(key, (step) => step.key === batchKey(batch.items)) ?? []),
    )
    const [first] = ['writing', 'waiting', 'failed'].flatMap((name) => states.find(({ state }) => state === name) ?? [])
    return first
      ? [{ sort: 'series', key: String(document), title: '', document, drafts: states.length, ...first }]
      : []
  })
}

/**
 * In the order of the format. One that a person deleted is not missed; what is written into the course shows there once it
 * is made.
 */
const sectionsToCome = async (settings: Settings, req: PayloadRequest, { course, told }: Of): Promise<ToCome[]> => {
  const format = formatsOf(settings, 'course').find(({ key }) => key === course.format)
  if (!format) return []
  const there = await sectionsOfCourse(settings, req, course.id)
  const once = await sectionsEverMade(settings, req, course.id)
  return format.sections.flatMap(({ key, title, place }, index): ToCome[] => {
    const item = sectionKey(courseItem, key)
    const asked = told?.sections.includes(key)
      ? told.stateOf(item, (step) => step.key === item || step.key.startsWith(`${item}#`))
      : undefined
    const isThere = place === 'document' ? there.has(key) : once.has(item)
    const isMissing = !isThere && !once.has(item)
    const state = asked ?? (isMissing ? ({ state: 'missing' } as const) : undefined)
    return state ? [{ sort: 'section', key, title, order: index + 1, ...state }] : []
  })
}
