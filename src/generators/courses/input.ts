import { z } from 'zod'
import { defaultGames } from '../../games/defaultGames.js'
import type { Game } from '../../games/Game.js'
import { unstorable } from '../../text.js'
import { lessonLimits } from '../lessons/lesson.js'
import { runBudgetInput } from '../runBudget.js'

export interface CourseInputOptions {
  /** Default: chess and backgammon. */
  games?: readonly Pick<Game, 'slug'>[]
  /** Keys of the formats of courses. Default: those that come with the package. */
  formats?: readonly string[]
}

/** Most lessons of a course that is planned at once. */
export const mostPlanned = 40
/** Most objectives of one course: its assessment has a question for each. */
export const mostObjectives = 20
/** Most drills of one lesson. */
const mostDrills = 20
const mostSections = 60

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

/**
 * The input of a `course` run: `{topic?, curriculum?, objectives?, profile?, kit?, game?, format = 'course', lessons = 6, drillsPerLesson = 0,
 * sections?, mode = 'all', course?, planFirst = false, fallbackPlan?, reusePlan = true, context?, seed?, urgency = 'normal'}`. `objectives` are
 * statements or numbers, from 0, of the curriculum's, or texts where there is none; a curriculum alone asks for all of its.
 * `sections` names those of the format that are wanted, by key; default: all. `course` goes on with a course: lessons are made until it has
 * `lessons`, and sections anew; with `mode: 'fillMissing'` only what is not there.
 */
export const courseInput = ({ games = defaultGames, formats = ['course', 'launchKit'] }: CourseInputOptions = {}) =>
  z.strictObject({
    topic: words(lessonLimits.topic).nullish(),
    curriculum: id.nullish(),
    objectives: z
      .array(
        z.union([z.int().min(0).max(200), words(lessonLimits.objective)], { error: 'give a statement or a number' }),
      )
      .min(1)
      .max(mostObjectives)
      .nullish(),
    profile: id.nullish(),
    kit: id.nullish(),
    game: z.enum(games.map(({ slug }) => slug)).nullish(),
    format: z.enum(formats).default(formats[0] ?? 'course'),
    lessons: z.int().min(1).max(mostPlanned).default(6),
    drillsPerLesson: z.int().min(0).max(mostDrills).default(0),
    sections: z.array(z.string().max(40)).min(1).max(mostSections).nullish(),
    mode: z.enum(['all', 'fillMissing']).default('all'),
    course: id.nullish(),
    planFirst: z.boolean().default(false),
    fallbackPlan: id.nullish(),
    reusePlan: z.boolean().default(true),
    context: z.enum(['minimal', 'full']).optional(),
    seed: z.int().min(0).max(2_147_483_647).optional(),
    urgency: z.enum(['normal', 'flex']).default('normal'),
    ...runBudgetInput,
  })

export type CourseInput = z.infer<ReturnType<typeof courseInput>>

/** The input of a `course` run as JSON Schema (draft 2020-12), for clients in other languages and for forms. */
export const courseInputJsonSchema = (options?: CourseInputOptions) =>
  z.toJSONSchema(courseInput(options), { io: 'input' })
