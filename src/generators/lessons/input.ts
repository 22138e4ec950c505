import { z } from 'zod'
import { defaultGames } from '../../games/defaultGames.js'
import type { Game } from '../../games/Game.js'
import { unstorable } from '../../text.js'
import { runBudgetInput } from '../runBudget.js'
import { lessonLimits, mostLessonsPerBatch } from './lesson.js'

export interface LessonsInputOptions {
  /** Default: chess and backgammon. */
  games?: readonly Pick<Game, 'slug'>[]
  /** Keys of the formats of lessons. Default: those that come with the package. */
  formats?: readonly string[]
  /** Most lessons of one request. Default 50. */
  maxLessons?: number
  /** What a request that names none gets. Default 5. */
  batchSize?: number
}

const id = z.union([z.int().positive(), z.string().min(1).max(64)], { error: 'give the id of a document' })

const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .superRefine((value, { addIssue }) => {
      const problem = unstorable(value)
      if (problem) addIssue(`must not contain ${problem}`)
    })

const request = z.strictObject({
  subject: words(lessonLimits.subject).optional(),
  topic: words(lessonLimits.topic),
  objective: words(lessonLimits.objective).optional(),
  focus: words(lessonLimits.focus).optional(),
})

/** Most lessons that new ones may be compared with. */
const mostSimilar = 20
/** As many as a curriculum may have. */
const mostPicked = 50
/** Most lessons of a course. */
export const mostOfCourse = 200

/**
 * The input of a `lessons` run. What is asked for is said by `requests`, or by any of `topic`, `topics` and `objectives`
 * (statements or numbers, from 0, of the curriculum's), `pending` (all objectives that it marks), `similarTo` (lessons that
 * there are); a curriculum alone asks for all its objectives. Each of these is made `count` times; `fillTo` makes as many as
 * the course `addTo` lacks of that number. `format` is one lesson in a few parts, several in one call, or staged: written in
 * sections from a plan. `positions` of `game` are drawn for each lesson, from `phases`. `planFirst`, `fallbackPlan`, `reusePlan` and `context`
 * are about plans, and so of staged formats only.
 */
export const lessonsInput = ({
  games = defaultGames,
  formats = ['standard', 'language'],
  maxLessons = 50,
  batchSize = mostLessonsPerBatch,
}: LessonsInputOptions = {}) =>
  z.strictObject({
    requests: z.array(request).max(maxLessons).optional(),
    subject: words(lessonLimits.subject).nullish(),
    topic: words(lessonLimits.topic).nullish(),
    topics: z.array(words(lessonLimits.topic)).min(1).max(mostPicked).nullish(),
    objective: words(lessonLimits.objective).nullish(),
    objectives: z
      .array(
        z.union([z.int().min(0).max(mostPicked), words(lessonLimits.objective)], {
          error: 'give a statement or a number',
        }),
      )
      .min(1)
      .max(mostPicked)
      .nullish(),
    focus: words(lessonLimits.focus).nullish(),
    pending: z.boolean().default(false),
    similarTo: z.array(id).min(1).max(mostSimilar).nullish(),
    count: z.int().min(1).max(maxLessons).default(1),
    curriculum: id.nullish(),
    profile: id.nullish(),
    kit: id.nullish(),
    game: z.enum(games.map(({ slug }) => slug)).nullish(),
    phases: z.array(z.string().max(40)).min(1).max(20).nullish(),
    positions: z.int().min(0).max(6).default(2),
    format: z.enum(formats).default(formats[0] ?? 'standard'),
    batchSize: z.int().min(1).max(mostLessonsPerBatch).default(batchSize),
    addTo: id.nullish(),
    fillTo: z.int().min(1).max(mostOfCourse).nullish(),
    planFirst: z.boolean().default(false),
    fallbackPlan: id.nullish(),
    reusePlan: z.boolean().default(true),
    context: z.enum(['minimal', 'full']).optional(),
    seed: z.int().min(0).max(2_147_483_647).optional(),
    urgency: z.enum(['normal', 'flex']).default('normal'),
    ...runBudgetInput,
  })

export type LessonsInput = z.infer<ReturnType<typeof lessonsInput>>

/** The input of a `lessons` run as JSON Schema (draft 2020-12), for clients in other languages and for forms. */
export const lessonsInputJsonSchema = (options?: LessonsInputOptions) =>
  z.toJSONSchema(lessonsInput(options), { io: 'input' })
