import { z } from 'zod'
import { defaultGames } from '../../games/defaultGames.js'
import type { Game } from '../../games/Game.js'
import { text } from '../content/texts.js'
import { mostOfCourse } from '../courses/limits.js'
import { curriculumLimits, id, phases, planInput, runBudgetInput, seed, urgency } from '../inputFields.js'
import { shippedKeys } from '../shippedFormats.js'
import { lessonDefaults, lessonLimits, mostLessonsPerBatch } from './lesson.js'

/** What `lessonsInput` takes from a host's settings; left out, what they are by default. */
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

const request = z.strictObject({
  subject: text(lessonLimits.subject).optional(),
  topic: text(lessonLimits.topic),
  objective: text(lessonLimits.objective).optional(),
  focus: text(lessonLimits.focus).optional(),
})

/** Most lessons that new ones may be compared with. */
const mostSimilar = 20
/** As many topics as a curriculum may have. Objectives too, though it has fewer: a host may have raised that. */
export const mostPicked = curriculumLimits.topics

/**
 * The input of a `lessons` run. What is asked for is said by `requests`, or by any of `topic`, `topics` and `objectives`
 * (statements or numbers, from 0, of the curriculum's), `pending` (all objectives that it marks), `similarTo` (lessons that
 * there are); a curriculum alone asks for all its objectives. Each of these is made `count` times; `fillTo` makes as many as
 * the course `addTo` lacks of that number. `format` is one lesson in a few parts, several in one call, or staged: written in
 * sections from a plan. `positions` of `game` are drawn for each lesson, from `phases`. `planFirst`, `fallbackPlan`,
 * `reusePlan` and `context` are about plans, and so of staged formats only.
 */
export const lessonsInput = ({
  games = defaultGames,
  formats = shippedKeys('lesson'),
  maxLessons = lessonDefaults.maxLessons,
  batchSize = lessonDefaults.batchSize,
}: LessonsInputOptions = {}) =>
  z.strictObject({
    requests: z.array(request).max(maxLessons).optional(),
    subject: text(lessonLimits.subject).nullish(),
    topic: text(lessonLimits.topic).nullish(),
    topics: z.array(text(lessonLimits.topic)).min(1).max(mostPicked).nullish(),
    objective: text(lessonLimits.objective).nullish(),
    objectives: z
      .array(
        z.union([z.int().min(0).max(mostPicked), text(lessonLimits.objective)], {
          error: 'give a statement or a number',
        }),
      )
      .min(1)
      .max(mostPicked)
      .nullish(),
    focus: text(lessonLimits.focus).nullish(),
    pending: z.boolean().default(false),
    similarTo: z.array(id).min(1).max(mostSimilar).nullish(),
    count: z.int().min(1).max(maxLessons).default(1),
    curriculum: id.nullish(),
    profile: id.nullish(),
    kit: id.nullish(),
    game: z.enum(games.map(({ slug }) => slug)).nullish(),
    phases: phases.nullish(),
    positions: z.int().min(0).max(6).default(2),
    format: z.enum(formats).default(formats[0] ?? 'standard'),
    batchSize: z.int().min(1).max(mostLessonsPerBatch).default(batchSize),
    addTo: id.nullish(),
    fillTo: z.int().min(1).max(mostOfCourse).nullish(),
    ...planInput,
    seed,
    urgency,
    ...runBudgetInput,
  })

/** The input of a `lessons` run as `lessonsInput` gives it back, with every default filled in. */
export type LessonsInput = z.infer<ReturnType<typeof lessonsInput>>

/** The input of a `lessons` run as JSON Schema (draft 2020-12), for clients in other languages and for forms. */
export const lessonsInputJsonSchema = (options?: LessonsInputOptions) =>
  z.toJSONSchema(lessonsInput(options), { io: 'input' })
