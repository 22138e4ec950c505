import { z } from 'zod'
import { defaultGames } from '../../games/defaultGames.js'
import type { Game } from '../../games/Game.js'
import { longestName } from '../../text.js'
import { text } from '../content/texts.js'
import { id, planInput, runBudgetInput, seed, urgency } from '../inputFields.js'
import { lessonLimits } from '../lessons/lesson.js'
import { shippedKeys } from '../shippedFormats.js'
import { mostDrillsPerLesson, mostObjectives, mostPlanned, usualLessons } from './limits.js'

/** What `courseInput` takes from a host's settings; left out, what they are by default. */
export interface CourseInputOptions {
  /** Default: chess and backgammon. */
  games?: readonly Pick<Game, 'slug'>[]
  /** Keys of the formats of courses. Default: those that come with the package. */
  formats?: readonly string[]
}

const mostSections = 60

/**
 * The input of a `course` run: `{topic?, curriculum?, objectives?, profile?, kit?, game?, format = 'course', lessons = 6,
 * drillsPerLesson = 0, sections?, mode = 'all', course?, planFirst = false, fallbackPlan?, reusePlan = true, context?,
 * seed?, urgency = 'normal'}`. `objectives` are statements or numbers, from 0, of the curriculum's, or texts where there is
 * none; a curriculum alone asks for all of its. `sections` names those of the format that are wanted, by key; default: all.
 * `course` goes on with a course: lessons are made until it has `lessons`, and sections anew; with `mode: 'fillMissing'`
 * only what is not there.
 */
export const courseInput = ({ games = defaultGames, formats = shippedKeys('course') }: CourseInputOptions = {}) =>
  z.strictObject({
    topic: text(lessonLimits.topic).nullish(),
    curriculum: id.nullish(),
    objectives: z
      .array(
        z.union([z.int().min(0).max(200), text(lessonLimits.objective)], { error: 'give a statement or a number' }),
      )
      .min(1)
      .max(mostObjectives)
      .nullish(),
    profile: id.nullish(),
    kit: id.nullish(),
    game: z.enum(games.map(({ slug }) => slug)).nullish(),
    format: z.enum(formats).default(formats[0] ?? 'course'),
    lessons: z.int().min(1).max(mostPlanned).default(usualLessons),
    drillsPerLesson: z.int().min(0).max(mostDrillsPerLesson).default(0),
    sections: z.array(z.string().max(longestName)).min(1).max(mostSections).nullish(),
    mode: z.enum(['all', 'fillMissing']).default('all'),
    course: id.nullish(),
    ...planInput,
    seed,
    urgency,
    ...runBudgetInput,
  })

/** The input of a `course` run as `courseInput` gives it back, with every default filled in. */
export type CourseInput = z.infer<ReturnType<typeof courseInput>>

/** The input of a `course` run as JSON Schema (draft 2020-12), for clients in other languages and for forms. */
export const courseInputJsonSchema = (options?: CourseInputOptions) =>
  z.toJSONSchema(courseInput(options), { io: 'input' })
