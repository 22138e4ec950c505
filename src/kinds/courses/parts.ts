import type { PayloadRequest } from 'payload'
import { readTogether } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import type { Settings } from '../../options/Settings.js'
import type { MadeDraft, OpenStep, RunDoc, Saved, Target } from '../../runs/kind/RunKind.js'
import { gaps } from '../../runs/step/noCall.js'
import { expediteTopic } from '../../runs/topics.js'
import type { Step } from '../../runs/vocabulary.js'
import { openDrillBatch } from '../drillBatches/batch.js'
import type { DrillsOfRun } from '../drillBatches/drillBatch.js'
import { openLessonBatch } from '../lessonBatches/batch.js'
import { findCurriculum, findProfile } from '../sources/documents.js'
import { topicOfSection } from '../staged/needs.js'
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
  const { slugs } = settings
  const target = { relationTo: slugs.courses, value: course }
  const { curriculum, profile, kit, game, seed, urgency } = input
  return within(req, {
    ...{ targets: [['course', target]], keys: items.map(({ key }) => key) },
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
  const { slugs } = settings
  return within(req, {
    targets: [
      ['course', { relationTo: slugs.courses, value: course }],
      ['series', { relationTo: slugs.drillSeries, value: series }],
    ],
    keys: items.map(({ key }) => key),
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

interface Within {
  /** What the drafts will belong to, by what it is called. */
  targets: readonly (readonly ['course' | 'series', Target])[]
  keys: readonly string[]
  open(): Promise<OpenStep>
}

/** Nothing is written for a course or series that was deleted meanwhile. */
const within = async (req: PayloadRequest, { targets, keys, open }: Within): Promise<OpenStep> => {
  const missing = async (of: PayloadRequest): Promise<string | undefined> => {
    for (const [name, target] of targets) {
      // Not the series: who deletes one locks positions first. A drill that comes too late fails, and is tried again.
      const isLocked = name === 'course' && of.transactionID
      if (isLocked) await lockDocuments(of, { collection: target.relationTo, ids: [target.value] })
      if (!(await isThere(of, target))) return `the ${name} was deleted`
    }
    return undefined
  }
  const problem = await missing(req)
  if (problem !== undefined) return gaps(keys.map((key) => ({ key, problem })))
  const opened = await open()
  return {
    ...opened,
    save: async (saveReq: PayloadRequest, made: readonly MadeDraft[]): Promise<Saved> => {
      const lost = made.length === 0 ? undefined : await missing(saveReq)
      if (lost === undefined) return opened.save(saveReq, made)
      return { refused: made.map(({ key }) => ({ key, problem: lost })) }
    },
  }
}

const isThere = async (req: PayloadRequest, { relationTo, value }: Target): Promise<boolean> => {
  const { totalDocs } = await req.payload.count({
    ...{ collection: relationTo, where: { id: { equals: value } }, req },
    // Jobs act for the system; the requester was authorised when the run was admitted.
    overrideAccess: true,
  })
  return totalDocs > 0
}
