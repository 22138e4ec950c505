import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { id } from '../../database/stored.js'
import { isStaged } from '../../generators/content/format.js'
import { splitsOf } from '../../generators/content/split.js'
import { groupLessons } from '../../generators/lessons/batches.js'
import { sectionKey, sectionsDue } from '../../generators/lessons/stages.js'
import type { Settings } from '../../options/Settings.js'
import { planOutcomeSchema } from '../../plans/openPlan.js'
import type { NewStep, NextSteps, RunDoc } from '../../runs/kind/RunKind.js'
import type { StepOutcome } from '../../runs/sql/reads.js'
import type { NamedStep, Step } from '../../runs/vocabulary.js'
import {
  batchKey,
  lessonBatchSchema,
  type PlannedLesson,
  plannedLessonSchema,
  withPositions,
} from '../lessonBatches/plannedLesson.js'
import { kitStepsDue } from '../sources/kitSummary.js'
import { hasEnded, nextCall } from '../staged/calls.js'
import { lessonsOfRun } from './input.js'

/** Of the plan of a staged lesson, with which its document is made. */
export const lessonPlanSchema = z.object({ item: plannedLessonSchema })

/** Of one section of a staged lesson; with `call`, from 0, of one of its calls that is not the last. */
export const lessonSectionSchema = z.object({
  item: plannedLessonSchema,
  section: z.string(),
  lesson: id,
  plan: id.nullable(),
  call: z.number().optional(),
})

/** What the plan of a lesson came to: the document that its sections belong to. */
const lessonOutcomeSchema = z.object({ lesson: id, plan: planOutcomeSchema.shape.plan.nullable() })

/** Positions that were drawn, by the key of the lesson that they are for; kept, so that retries never draw again. */
export const drawnSchema = z.object({ drawn: z.record(z.string(), z.array(id)).default({}) })

export const drawKey = 'positions'
const planKey = (lesson: string): string => `${lesson}.plan`

/** The kinds of steps; `plan` shows the run as planning. */
export const stepKinds = { plan: 'plan', batch: 'generate', section: 'section' } as const

/**
 * First what all lessons need: positions, where those of a game show any, and the summary of a long kit; then all batches
 * at once, or of staged lessons a plan each and, as soon as what they need has ended, their sections.
 */
export const nextLessonSteps = async (
  settings: Settings,
  { req, run, steps }: { req: PayloadRequest; run: RunDoc; steps: readonly StepOutcome[] },
): Promise<NextSteps> => {
  if (run.requested === 0) return { open: [], isLast: true }
  const { input, format, items } = lessonsOfRun(settings, run.input)
  const draw = steps.find(({ key }) => key === drawKey)
  const isDrawn = input.game == null || input.positions === 0 || draw?.status === 'done'
  const first: NewStep[] = [
    ...(isDrawn ? [] : [{ key: drawKey, kind: stepKinds.plan, input: {} }]),
    ...(await kitStepsDue(settings, req, { kit: input.kit, steps })),
  ]
  if (first.length > 0) return { open: first, isLast: false }
  const lessons = withPositions(items, drawnSchema.parse(draw?.outcome ?? {}).drawn)
  if (!isStaged(format)) return { open: batches(lessons, input.batchSize), isLast: true }

  const plans = lessons.map(
    (lesson): NewStep => ({ key: planKey(lesson.key), kind: stepKinds.plan, input: { item: lesson } }),
  )
  const sections = lessons.flatMap((lesson): NewStep[] => {
    const plan = steps.find(({ key }) => key === planKey(lesson.key))
    if (plan?.status !== 'done') return []
    const made = lessonOutcomeSchema.parse(plan.outcome)
    const ended = format.sections.filter(({ key }) =>
      steps.some((step) => step.key === sectionKey(lesson.key, key) && hasEnded(step)),
    )
    return sectionsDue(format, new Set(ended.map(({ key }) => key))).map((section) => {
      const { key, call } = nextCall(sectionKey(lesson.key, section.key), splitsOf(section).length, steps)
      return { key, kind: stepKinds.section, input: { item: lesson, section: section.key, ...made, call } }
    })
  })
  return { open: [...plans, ...sections], isLast: false }
}

const batches = (lessons: readonly PlannedLesson[], batchSize: number): NewStep[] =>
  groupLessons(lessons, batchSize).map((batch) => ({
    key: batchKey(batch),
    kind: stepKinds.batch,
    input: { items: batch },
  }))

/** Plans and sections of staged lessons; a lesson of several is named with each. */
export const namedLessonSteps = (settings: Settings, run: RunDoc): NamedStep[] => {
  const { format, items } = lessonsOfRun(settings, run.input)
  if (!isStaged(format)) return []
  const known = new Set(format.sections.map(({ key }) => key))
  return items.flatMap(({ key: lesson, topic }) => {
    const of = items.length > 1 ? { of: topic } : {}
    const sections = format.sections.map(
      ({ key, title, dependsOn }): NamedStep => ({
        ...{ key: sectionKey(lesson, key), kind: stepKinds.section, title, ...of },
        after: [
          planKey(lesson),
          ...dependsOn.flatMap(({ section }) => (known.has(section) ? [sectionKey(lesson, section)] : [])),
        ],
      }),
    )
    return [{ key: planKey(lesson), kind: stepKinds.plan, ...of, after: [] }, ...sections]
  })
}

/** The items of a run, or of a step. */
export const keysOfLessons = (
  settings: Settings,
  of: { run: RunDoc } | { step: Pick<Step, 'kind' | 'input'> },
): readonly string[] => {
  if ('step' in of) {
    const { kind, input } = of.step
    if (kind === stepKinds.batch) return lessonBatchSchema.parse(input).items.map(({ key }) => key)
    if (kind !== stepKinds.section) return []
    const { item: lesson, section, call } = lessonSectionSchema.parse(input)
    return call === undefined ? [sectionKey(lesson.key, section)] : []
  }
  const { format, items } = lessonsOfRun(settings, of.run.input)
  if (!isStaged(format)) return items.map(({ key }) => key)
  return items.flatMap(({ key }) => format.sections.map((section) => sectionKey(key, section.key)))
}
