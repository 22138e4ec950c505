import type { PayloadRequest } from 'payload'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { writeAsOwn } from '../../drafts/ownWrites.js'
import { RequestError } from '../../errors.js'
import type { PlanRequest } from '../../generators/plans/planRequest.js'
import type { Settings } from '../../options/Settings.js'
import type { OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import type { Id, Step } from '../../runs/vocabulary.js'
import { shorten } from '../../text.js'
import { readCourseDoc } from '../lessonBatches/course.js'
import { loadSources, sourcesOf } from '../sources/loadSources.js'
import { lessonsOfCourse } from '../staged/courseLessons.js'
import { planThen } from '../staged/planStep.js'
import { type AskedCourse, courseOfRun } from './input.js'
import { courseIn, workOf } from './work.js'

interface OpenCoursePlan {
  req: PayloadRequest
  run: RunDoc
  step: Step
}

/** The step that begins a course: its plan, if its format has one. */
export const openCoursePlan = async (settings: Settings, { req, run, step }: OpenCoursePlan): Promise<OpenStep> => {
  const { input, format } = courseOfRun(settings, run.input)
  const work = workOf(run)
  const course = courseIn(work)
  const { language, sources } = await loadSources(settings, req, input)
  const titles = await titlesOf(settings, req, course)
  // What a person puts into a new course meanwhile is none of what was asked for.
  const there = work.isNew ? [] : titles
  return planThen(settings, {
    ...{ req, run, step, format },
    request: planRequestOf(input, { language, there }),
    sources: sourcesOf(input),
    kitForPrompt: async () => sources.kit,
    options: input,
    // Every save of a course takes its row first.
    lock: (saveReq) => lockDocuments(saveReq, { collection: settings.slugs.courses, ids: [course] }),
    write: async (saveReq, plan) => {
      // One that was deleted meanwhile is missed by the steps that come.
      if (plan && (await readCourseDoc(settings, saveReq, course))) {
        const data = { plan: plan.plan, planVersion: plan.version }
        await writeAsOwn(settings, saveReq, { name: 'courses', id: course, data })
      }
      return { course }
    },
  })
}

/** Titles of the lessons that the course has. @throws RequestError when it was deleted */
const titlesOf = async (settings: Settings, req: PayloadRequest, id: Id): Promise<string[]> => {
  const course = await readCourseDoc(settings, req, id)
  if (!course) throw new RequestError(400, `The course ${id} was deleted.`, { code: 'unknown_course', course: id })
  return (await lessonsOfCourse(settings, req, course)).map(({ topic, title }) => topic || title)
}

interface PlanRequestOf {
  language: string
  /** Titles of the lessons that the course has. */
  there: readonly string[]
}

/** What is to be planned. A course that has lessons is planned around them: they are in the plan, and come first. */
export const planRequestOf = (
  { topic, objectives, game, lessons }: AskedCourse['input'],
  { language, there }: PlanRequestOf,
): PlanRequest => {
  const begun = `the course goes on from lessons that are there; plan them first, by these titles: ${there.join('; ')}`
  return {
    ...{ topic, objectives: [...objectives], language, lessons: Math.max(lessons, there.length + 1) },
    ...(there.length > 0 ? { focus: shorten(begun, 4000) } : {}),
    ...(game ? { game } : {}),
  }
}
