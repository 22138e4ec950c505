import type { PayloadRequest } from 'payload'
import { readTogether } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import type { Settings } from '../../options/Settings.js'
import type { ItemProblem, MadeDraft, OpenStep, RunDoc, Saved } from '../../runs/RunKind.js'
import { expediteTopic } from '../../runs/topics.js'
import type { Id, Step } from '../../runs/vocabulary.js'
import { openDrillBatch } from '../drillBatches/batch.js'
import type { DrillsOfRun } from '../drillBatches/drillBatch.js'
import { openLessonBatch } from '../lessonBatches/batch.js'
import { findCurriculum, findProfile } from '../sources.js'
import { topicOfSection } from '../staged/needs.js'
import { readCourseDoc } from './courseDoc.js'
import { courseOfRun } from './input.js'
import { courseDrillsSchema, courseLessonsSchema } from './steps.js'

interface OpenPart {
  req: PayloadRequest
  run: RunDoc
  step: Step
}

/** The step of a batch of lessons, which land in the course in the order of its plan. */
export const openCourseLessons = async (settings: Settings, { req, run, step }: OpenPart): Promise<OpenStep> => {
  const { course, items } = courseLessonsSchema.parse(step.input)
  const { input, lessonFormat } = courseOfRun(settings, run.input)
  const target = { relationTo: settings.slugs.courses, value: course }
  const { curriculum, profile, kit, game, seed, urgency } = input
  return inCourse(settings, req, {
    ...{ course, keys: items.map(({ key }) => key) },
    open: async () => {
      const opened = await openLessonBatch(settings, {
        ...{ req, step, run: { ...run, target }, format: lessonFormat },
        input: { curriculum, profile, kit, game, seed, urgency },
      })
      return {
        ...opened,
        save: async (saveReq, made) => {
          const saved = await opened.save(saveReq, made)
          // Sections that were opened again wait for them.
          await expediteTopic(saveReq, topicOfSection(run.id, 'lessons'))
          return saved
        },
      }
    },
  })
}

/** The step of a batch of drills, of the series of one lesson. */
export const openCourseDrills = async (settings: Settings, { req, run, step }: OpenPart): Promise<OpenStep> => {
  const { course, series, items } = courseDrillsSchema.parse(step.input)
  return inCourse(settings, req, {
    ...{ course, keys: items.map(({ key }) => key) },
    open: () => openDrillBatch(settings, { req, run, step, series, parse: () => drillsOfRun(settings, req, run) }),
  })
}

const drillsOfRun = async (settings: Settings, req: PayloadRequest, run: RunDoc): Promise<DrillsOfRun> => {
  const { slugs } = settings
  const { input, game } = courseOfRun(settings, run.input)
  if (!game) throw new Error('Drills are of a game.')
  const [curriculum, profile] = await readTogether(req, [
    () => (input.curriculum == null ? undefined : findCurriculum(req, slugs.curricula, input.curriculum)),
    () => (input.profile == null ? undefined : findProfile(req, slugs.profiles, input.profile)),
  ])
  return { input, game, curriculum, profile }
}

interface InCourse {
  course: Id
  keys: readonly string[]
  open(): Promise<OpenStep>
}

const problem = 'the course was deleted'

/** Nothing is written for a course that somebody deleted meanwhile. */
const inCourse = async (
  settings: Settings,
  req: PayloadRequest,
  { course, keys, open }: InCourse,
): Promise<OpenStep> => {
  const isThere = async (of: PayloadRequest) => (await readCourseDoc(settings, of, course)) !== undefined
  const lost = (of: readonly string[]): ItemProblem[] => of.map((key) => ({ key, problem }))
  if (!(await isThere(req))) {
    return {
      ...{ keys, impossible: lost(keys) },
      judge: () => ({ good: new Map(), problems: [] }),
      save: async () => ({}),
    }
  }
  const opened = await open()
  return {
    ...opened,
    save: async (saveReq: PayloadRequest, made: readonly MadeDraft[]): Promise<Saved> => {
      if (made.length === 0) return opened.save(saveReq, made)
      await lockDocuments(saveReq, { collection: settings.slugs.courses, ids: [course] })
      if (!(await isThere(saveReq))) return { refused: lost(made.map(({ key }) => key)) }
      return opened.save(saveReq, made)
    },
  }
}
