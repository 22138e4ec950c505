import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { id } from '../../database/stored.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { readContent } from '../../drafts/parts/readContent.js'
import { RequestError } from '../../errors.js'
import type { Entry } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import { openEntries } from '../../generators/courses/plannedLessons.js'
import { sectionKey } from '../../generators/lessons/stages.js'
import { wrongInput } from '../../invalidInput.js'
import type { Settings } from '../../options/Settings.js'
import type { RunDoc } from '../../runs/kind/RunKind.js'
import type { Id } from '../../runs/vocabulary.js'
import { type CourseDoc, sizeOfCourse } from '../lessonBatches/course.js'
import { type LessonOfCourse, lessonsOfCourse } from '../staged/courseLessons.js'
import { contentOfPlan, openRunOf, sectionsEverMade, sectionsOfCourse } from './courseDoc.js'
import type { AskedCourse } from './input.js'
import { lackingSchema } from './lackingDrills.js'

/** What the sections of a course are below, in its run: `course.summary`. */
export const courseItem = 'course'

const workSchema = z.object({
  /** Lessons to be made. */
  lessons: z.number(),
  /** Drills to be made of the lessons that are there. */
  drills: z.array(lackingSchema).default([]),
  /** Keys of the sections to be made. */
  sections: z.array(z.string()),
  /** Where a plan step comes first. */
  begins: z.boolean(),
  /** Whether the course was created with the run. */
  isNew: z.boolean(),
  /** It, or the one to go on with; none before the run is requested. */
  course: id.nullable(),
  /** Of that course, where no plan step comes first. */
  plan: id.nullable(),
  /** Most lessons of one call. */
  batchSize: z.number(),
})

/** What a run is to make: found out when it is requested, and kept on it as its fact `work`. */
export type CourseWork = z.output<typeof workSchema>

/** The course of a run: it has one from the moment that it is requested. */
export const courseIn = ({ course }: Pick<CourseWork, 'course'>): Id => {
  if (course === null) throw new Error('The run has no course.')
  return course
}

export const workOf = ({ facts }: Pick<RunDoc, 'facts'>): CourseWork => workSchema.parse(facts.work)

/** Drills that are to be made, of all lessons. */
export const drillsIn = ({ lessons, drills }: Pick<CourseWork, 'lessons' | 'drills'>, perLesson: number): number =>
  lessons * perLesson + drills.reduce((sum, { count }) => sum + count, 0)

interface FoundWork extends Omit<CourseWork, 'batchSize' | 'drills'> {
  /** Lessons that the course has then. */
  readonly total: number
  /** Those that it has. */
  readonly there: readonly LessonOfCourse[]
}

/** What is to be made. */
export const workFor = async (settings: Settings, req: PayloadRequest, asked: AskedCourse): Promise<FoundWork> => {
  const { input, format, course, named } = asked
  if (!course) {
    const sections = named.sections ?? format.sections.map(({ key }) => key)
    checkNeeds(asked, { sections, there: new Set() })
    const { lessons } = input
    return {
      lessons,
      total: lessons,
      there: [],
      sections: [...sections],
      begins: true,
      isNew: true,
      course: null,
      plan: null,
    }
  }
  // Of two requests at once the second sees the first one's run.
  if (req.transactionID) await lockDocuments(req, { collection: settings.slugs.courses, ids: [course.id] })
  await checkAlone(settings, req, course)
  const content = course.plan == null ? undefined : await contentOfPlan(settings, req, course.plan)
  const entries = lessonEntries(settings, req, content ?? [])
  const total = named.lessons ? input.lessons : entries.length || course.lessons.length || input.lessons
  const lessons = Math.max(0, total - (await sizeOfCourse(settings, req, course.id)))
  const there = await lessonsOfCourse(settings, req, course)
  const open = openEntries({ entries, there: there.flatMap(({ topic, title }) => [topic, title]) })
  const isPlanned = format.plan === undefined || (open.length >= lessons && input.reusePlan)
  const sections = await sectionsFor(settings, req, { ...asked, course })
  return {
    ...{ lessons, total, sections, course: course.id },
    there,
    begins: lessons > 0 && !isPlanned,
    isNew: false,
    plan: content && course.plan != null ? course.plan : null,
  }
}

/** What a plan says of the lessons of a course, in its order. */
export const lessonEntries = (
  settings: Settings,
  { payload }: PayloadRequest,
  content: readonly unknown[],
): readonly Entry[] => {
  const parts = readContent(payload.config, settings.slugs.plans, content)
  const part = parts.find(({ name, written }) => name === 'lessons' && written.sort === 'entries')
  return part?.written.sort === 'entries' ? part.written.value : []
}

/** @throws RequestError 409 while another run makes or fills the course */
const checkAlone = async (settings: Settings, req: PayloadRequest, course: CourseDoc): Promise<void> => {
  const run = await openRunOf(settings, req, course.id)
  if (run === undefined) return
  throw new RequestError(
    409,
    `The course is being filled already, by run ${run}: wait until it has ended, or cancel it.`,
    {
      code: 'course_is_filled',
      run,
    },
  )
}

/**
 * The sections that are to be made. One that a person deleted is made again only when it is named; with `fillMissing` one
 * that is there is left alone.
 */
const sectionsFor = async (
  settings: Settings,
  req: PayloadRequest,
  asked: AskedCourse & { course: CourseDoc },
): Promise<string[]> => {
  const { input, format, named, course } = asked
  const there = await sectionsOfCourse(settings, req, course.id)
  const once = await sectionsEverMade(settings, req, course.id)
  const wasMade = ({ key }: SectionDefinition) => once.has(sectionKey(courseItem, key))
  const isThere = (one: SectionDefinition) => (one.place === 'parent' ? wasMade(one) : there.has(one.key))
  const wanted = format.sections.filter((one) => {
    if (named.sections && !named.sections.includes(one.key)) return false
    if (isThere(one)) return input.mode === 'all'
    return named.sections !== undefined || !wasMade(one)
  })
  const sections = wanted.map(({ key }) => key)
  checkNeeds(asked, { sections, there })
  return sections
}

/** @throws RequestError 400 where a section is wanted without one that it cannot be written without */
const checkNeeds = (
  { format }: AskedCourse,
  { sections, there }: { sections: readonly string[]; there: ReadonlySet<string> },
): void => {
  for (const { key, dependsOn } of format.sections) {
    if (!sections.includes(key)) continue
    const missing = dependsOn.find(
      ({ section, required }) =>
        required && section !== 'lessons' && !sections.includes(section) && !there.has(section),
    )
    if (missing) {
      throw wrongInput('sections', `"${key}" is written from "${missing.section}", which is not there: name it too`)
    }
  }
}
