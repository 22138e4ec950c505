import { z } from 'zod'
import type { Game } from '../../games/Game.js'
import { contentLimits, type DocumentId, type PartFacts } from '../content/part.js'
import type { SectionDefinition } from '../content/section.js'
import { text } from '../content/texts.js'
import type { CitableSource } from './storedParts.js'

/** Most characters of what is asked for: input, prompts and the fields of `lessons` and `plans` follow. */
export const lessonLimits = {
  title: 200,
  subject: 200,
  topic: 200,
  objective: contentLimits.objective,
  focus: 600,
} as const

/** Most lessons of one call: a batch is requested, checked and retried as one. */
export const mostLessonsPerBatch = 5

/** Most lessons of a request, and those of one call, where the option `lessons` says nothing else. */
export const lessonDefaults = { maxLessons: 50, batchSize: mostLessonsPerBatch } as const

/** One lesson that is asked for, in words. */
export interface LessonRequest {
  readonly subject?: string | undefined
  readonly topic: string
  /** What a learner can do afterwards. */
  readonly objective?: string | undefined
  /** What to stress. */
  readonly focus?: string | undefined
}

/** One lesson to be made. */
export interface LessonItem extends LessonRequest {
  /** Unique in the run, e.g. `l07`; the answer carries it back. */
  readonly key: string
  /** Which of several lessons of the same request it is, from 1. */
  readonly variant?: number | undefined
  /** Keys of the positions that it may show and speak of. */
  readonly positions: readonly string[]
}

/** A position of the library as prompts have it. */
export interface SentPosition {
  /** Unique in the run, e.g. `p3`. */
  readonly key: string
  readonly id: DocumentId
  readonly notation: string
  readonly phase: string
  readonly themes: readonly string[]
  readonly solution: string
  /** Best move and what follows it. */
  readonly line: string
}

/** What a text rests on and whom it is for, as prompts say it; see `loadPlanSources`. */
export interface TextSources {
  readonly curriculum?: { readonly [name: string]: unknown }
  readonly kit?: { readonly [name: string]: unknown }
  readonly profile?: { readonly [name: string]: unknown }
}

/** A lesson that there is already, which new ones must differ from. */
export interface ExistingLesson {
  readonly title: string
  readonly objective?: string | undefined
  /** The beginning of its text, to compare with. */
  readonly introduction?: string | undefined
}

/** Everything that the calls of one run are written from. */
export interface LessonBasis {
  /** The format's label. */
  readonly format: string
  readonly section: SectionDefinition
  /** A BCP 47 tag. */
  readonly language: string
  readonly sources: TextSources
  readonly game: Game | undefined
  /** Of the items at hand. */
  readonly positions: readonly SentPosition[]
  readonly facts: Pick<PartFacts, 'kit' | 'objectives'>
  readonly existing: readonly ExistingLesson[]
  /** The kit's sources, as texts that cite them name them. */
  readonly citable?: readonly CitableSource[] | undefined
}

/** A lesson that passed every check: its parts as their schemas gave them back. */
export interface Lesson {
  readonly title: string
  readonly parts: Readonly<Record<string, unknown>>
}

export const lessonTitle = text(lessonLimits.title)

/** What a model is told to write: a list of lessons, each with its parts as properties. */
export const lessonsWireSchema = ({ parts }: Pick<SectionDefinition, 'parts'>) =>
  z.object({
    lessons: z.array(
      z.object({
        key: z.string(),
        title: z.string().max(lessonLimits.title),
        ...Object.fromEntries(Object.entries(parts).map(([name, { wireSchema }]) => [name, wireSchema])),
      }),
    ),
  })

/** Names a lesson within its run: `l07` is the seventh. Answers, gaps and errors carry it. */
export const lessonKey = (order: number): string => `l${String(order).padStart(2, '0')}`

/**
 * What the lesson's texts are held against: the positions are those of this lesson alone, and beside the objectives of the
 * curriculum its questions may name its own.
 */
export const factsOf = (
  { language, game, positions, facts }: LessonBasis,
  item: Pick<LessonItem, 'positions' | 'objective'>,
): PartFacts => {
  const own = positions.filter(({ key }) => item.positions.includes(key))
  const objectives = facts.objectives && [
    ...new Set([...facts.objectives, ...(item.objective ? [item.objective] : [])]),
  ]
  return {
    ...facts,
    ...(objectives ? { objectives } : {}),
    language,
    ...(game ? { game } : {}),
    ...(game && own.length > 0 ? { positions: new Map(own.map((position) => [position.key, position])) } : {}),
  }
}
