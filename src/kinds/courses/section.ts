import type { PayloadRequest } from 'payload'
import { rewriteDraft } from '../../drafts/rewriteDraft.js'
import { metadataOf } from '../../generators/courses/metadata.js'
import type { Settings } from '../../options/Settings.js'
import type { OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import { readOutcome } from '../../runs/sql/reads.js'
import { storeOf } from '../../runs/sql/store.js'
import { StepWaits } from '../../runs/topics.js'
import type { Step } from '../../runs/vocabulary.js'
import { readCourseDoc } from '../lessonBatches/course.js'
import { hasEnded } from '../staged/calls.js'
import { lessonsOfCourse, needOfLessons } from '../staged/courseLessons.js'
import { topicOfSection } from '../staged/needs.js'
import { openSection } from '../staged/section.js'
import { courseOfRun } from './input.js'
import { courseSectionSchema, outlineKey, stepKinds } from './steps.js'
import { courseItem, workOf } from './work.js'

interface OpenCourseSection {
  req: PayloadRequest
  run: RunDoc
  step: Step
}

/** The step of one section of a course, which sees its lessons as they stand. */
export const openCourseSection = async (
  settings: Settings,
  { req, run, step }: OpenCourseSection,
): Promise<OpenStep> => {
  const { course: id, plan, section: key, call } = courseSectionSchema.parse(step.input)
  const { input, format } = courseOfRun(settings, run.input)
  const { topic, objectives } = input
  const section = format.sections.find((one) => one.key === key)
  const need = section?.dependsOn.find((one) => one.section === 'lessons')
  // Before the lessons: one that is saved in between is found.
  if (need && workOf(run).lessons > 0) await checkLessonsEnded(settings, req, run)
  const readLessons = async (given: PayloadRequest, withContent: boolean) => {
    const course = await readCourseDoc(settings, given, id)
    return course ? lessonsOfCourse(settings, given, { ...course, withContent }) : []
  }
  const factsIn = (titles: readonly string[]) => ({
    ...(objectives.length > 0 ? { objectives } : {}),
    lessons: titles.slice(0, mostTold),
  })
  const lessons = await readLessons(req, true)
  const titles = lessons.map(({ title }) => title)
  const context = input.context ?? settings.plans.context
  return openSection(settings, {
    ...{ req, run, step },
    staged: {
      ...{ format, section: key, call, plan, input },
      item: courseItem,
      parent: { name: 'courses', id },
      request: { topic, ...(objectives.length > 0 ? { objective: objectives.join('; ') } : {}) },
      facts: factsIn(titles),
      factsNow: async (saveReq) => factsIn((await readLessons(saveReq, false)).map(({ title }) => title)),
      otherNeeds: need ? [needOfLessons(settings, req, { lessons, isRequired: need.required, context })] : [],
      told: (title) => ({
        course: {
          ...{ title, topic, lessons: titles },
          ...(objectives.length > 0 ? { objectives } : {}),
        },
      }),
      mayBeThere: true,
      writeIntoParent: async ({ section: written, values, facts: _, flags, ...given }) => {
        await rewriteDraft({
          ...given,
          ...{ name: 'courses', id, run: run.id },
          flagsOf: (before) => [...new Set([...before, ...flags])],
          valuesOf: () => metadataOf(values, Object.keys(written.parts)),
        })
      },
    },
  })
}

/** Most lessons that a section is checked to name. */
const mostTold = 50

/** @throws StepWaits while lessons are still to come, as after a retry */
const checkLessonsEnded = async (settings: Settings, req: PayloadRequest, run: RunDoc): Promise<void> => {
  const steps = await readOutcome(await storeOf(req, settings), run.id)
  const isOpen = steps.some((one) => (one.kind === stepKinds.lessons || one.key === outlineKey) && !hasEnded(one))
  if (isOpen) throw new StepWaits(topicOfSection(run.id, 'lessons'), 'It waits for the lessons.')
}
