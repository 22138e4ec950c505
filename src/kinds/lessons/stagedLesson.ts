import type { PayloadRequest } from 'payload'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { writeDrafts } from '../../drafts/writeDrafts.js'
import type { Format } from '../../generators/content/format.js'
import type { LessonsInput } from '../../generators/lessons/input.js'
import { lessonLimits } from '../../generators/lessons/lesson.js'
import { sectionPromptVersion } from '../../generators/lessons/sectionPrompt.js'
import type { PlanRequest } from '../../generators/plans/planRequest.js'
import type { Settings } from '../../options/Settings.js'
import type { OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import type { Id, Step } from '../../runs/vocabulary.js'
import { shorten } from '../../text.js'
import { addToCourse } from '../lessonBatches/course.js'
import type { PlannedLesson } from '../lessonBatches/plannedLesson.js'
import { loadSources, sourcesOf } from '../sources/loadSources.js'
import { planThen } from '../staged/planStep.js'
import { lessonsOfRun } from './input.js'
import { lessonPlanSchema } from './steps.js'

interface OpenStagedLesson {
  req: PayloadRequest
  run: RunDoc
  step: Step
}

/**
 * The step that begins a staged lesson: its plan, if its format has one, and the document that its sections will belong to,
 * in one transaction.
 */
export const openStagedLesson = async (settings: Settings, { req, run, step }: OpenStagedLesson): Promise<OpenStep> => {
  const { item } = lessonPlanSchema.parse(step.input)
  const { input, format } = lessonsOfRun(settings, run.input)
  const { language, sources } = await loadSources(settings, req, input)
  return planThen(settings, {
    ...{ req, run, step, format },
    request: planRequestOf(item, { language, input }),
    sources: sourcesOf(input),
    kitForPrompt: async () => sources.kit,
    options: input,
    write: async (saveReq, plan) => ({
      lesson: await createLesson(settings, saveReq, { run, step, item, input, format, language, plan }),
    }),
  })
}

/** Lessons of one request are planned in different ways; what is equal in every word has one plan. */
export const planRequestOf = (
  { subject, topic, objective, focus, variant = 1 }: Omit<PlannedLesson, 'positions'>,
  { language, input: { game } }: { language: string; input: LessonsInput },
): PlanRequest => {
  const another =
    variant > 1 ? `another lesson on this topic, number ${variant}, with other situations and examples` : ''
  const stressed = [focus, another].filter(Boolean).join('; ')
  return {
    ...{ subject, topic, objective, language },
    objectives: objective ? [objective] : [],
    ...(stressed ? { focus: stressed } : {}),
    ...(game ? { game } : {}),
  }
}

interface CreateLesson {
  run: RunDoc
  step: Step
  item: PlannedLesson
  input: LessonsInput
  format: Format
  language: string
  plan: { plan: Id; version: string | null } | undefined
}

const createLesson = async (
  settings: Settings,
  req: PayloadRequest,
  { run, step, item, input, format, language, plan }: CreateLesson,
): Promise<Id> => {
  const { lessons, courses } = settings.slugs
  if (run.target) await lockDocuments(req, { collection: courses, ids: [run.target.value] })
  const { subject, topic, objective, focus, variant, key } = item
  const name = variant === undefined ? topic : `${topic} (${variant})`
  const [id] = await writeDrafts({
    ...{ settings, req, run, step },
    collection: lessons,
    promptVersion: sectionPromptVersion,
    drafts: [
      {
        made: { key, draft: null, model: '', provider: '' },
        written: {},
        data: {
          title: shorten(name, lessonLimits.title),
          ...{ subject, topic, objective, format: format.key, language, game: input.game ?? undefined },
          ...sourcesOf(input),
          ...(plan ? { plan: plan.plan, planVersion: plan.version } : {}),
        },
        source: { format: format.key, request: { subject, topic, objective, focus } },
      },
    ],
  })
  if (id === undefined) throw new Error('The lesson was not created.')
  if (run.target) await addToCourse(settings, req, { course: run.target.value, run: run.id, lessons: [{ id, key }] })
  return id
}
