import { z } from 'zod'
import { id } from '../../database/stored.js'
import type { Format } from '../../generators/content/format.js'
import type { LessonsInput } from '../../generators/lessons/input.js'
import type { Section } from '../../options/Settings.js'

/** A lesson in the input of a step, with what it may show: keys of the run, and the positions that they stand for. */
export const plannedLessonSchema = z.object({
  key: z.string(),
  subject: z.string().optional(),
  topic: z.string(),
  objective: z.string().optional(),
  focus: z.string().optional(),
  variant: z.number().optional(),
  positions: z.array(z.object({ key: z.string(), position: id })).default([]),
})

/** A lesson as a step has it: retries do the same work. */
export type PlannedLesson = z.output<typeof plannedLessonSchema>

/** `generation-steps.input` of a batch of lessons. */
export const lessonBatchSchema = z.object({ items: z.array(plannedLessonSchema).min(1) })

/** What lessons of a run have in common. */
export interface LessonsOfRun {
  /** A format of lessons with one section. */
  readonly format: Format
  readonly input: Pick<LessonsInput, 'curriculum' | 'profile' | 'kit' | 'game' | 'similarTo' | 'seed' | 'urgency'>
}

/** By which `model.sections` names calls for lessons of one section. */
export const lessonsSection: Section = { name: 'lessons', tier: 'complex', isHeavy: false }

/** Lessons of one section are called by one name, whatever their format; its section decides tier and timeout. */
export const sectionOf = ({ sections: [only] }: Format, named: Section): Section =>
  only ? { ...named, tier: only.tier, isHeavy: only.isHeavy, timeoutMs: only.timeoutMs } : named

/** The step of a batch is called by its first lesson and its last. */
export const batchKey = (batch: readonly { readonly key: string }[]): string =>
  [...new Set([batch[0]?.key, batch.at(-1)?.key])].join('-')

/** Positions by the lesson that may show them, called by keys that no other lesson of the run uses. */
export const withPositions = (
  items: readonly Omit<PlannedLesson, 'positions'>[],
  drawn: Readonly<Record<string, readonly (number | string)[]>>,
): PlannedLesson[] => {
  let number = 0
  return items.map((lesson) => ({
    ...lesson,
    positions: (drawn[lesson.key] ?? []).map((position) => {
      number += 1
      return { key: `p${number}`, position }
    }),
  }))
}
