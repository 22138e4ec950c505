import { z } from 'zod'
import { defaultSlugs } from './Slugs.js'

// The messages say what is allowed; `checkOptions` puts the name and what was given before them.

const strict = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `use ${Object.keys(shape).join(', ')}` : 'give an object'),
  })

const whole = (min: number, max: number) => {
  const error = `give a whole number from ${min} to ${max}`
  return z.int({ error }).min(min, { error }).max(max, { error })
}

const text = z.string({ error: 'give text' })
const flag = z.boolean({ error: 'give true or false' })
const fn = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'give a function')

const slugError = { error: 'use lower-case letters, digits and hyphens, beginning with a letter' }
const slug = z.string(slugError).regex(/^[a-z][a-z0-9-]{0,40}$/, slugError)
/** As Payload allows them: also `drillSeries` or `drill_series`. */
const collectionSlugError = { error: 'use letters, digits, hyphens and underscores, beginning with a letter' }
const collectionSlug = z.string(collectionSlugError).regex(/^[a-z][\w-]{0,60}$/i, collectionSlugError)

const isHttpUrl = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)

const dollars = z
  .number({ error: 'give US dollars per million tokens, 0 or more' })
  .min(0, { error: 'give US dollars per million tokens, 0 or more' })

const game = z.looseObject(
  {
    slug,
    label: text.min(1, { error: 'give text' }),
    notationName: text.min(1, { error: 'give text' }),
    phases: z
      .array(z.looseObject({ value: slug, label: text.min(1, { error: 'give text' }) }, { error: 'give an object' }), {
        error: 'give at least one phase',
      })
      .min(1, { error: 'give at least one phase' }),
    normalizeNotation: fn,
    identityOf: fn,
    normalizeMove: fn,
    normalizeLine: fn,
    legalMoves: fn,
    phaseOf: fn.optional(),
    illegalMovesInProse: fn.optional(),
  },
  { error: 'give a game, see docs/games.md' },
)

const slugNames = Object.keys(defaultSlugs)

/** Everything about the options that can be told without the host's config. */
export const optionsSchema = strict({
  enabled: flag.default(true),
  model: strict({
    name: text.optional(),
    baseURL: text
      .refine((value) => value === '' || isHttpUrl(value), {
        error: 'give an http(s) URL such as https://api.openai.com/v1',
      })
      .optional(),
    apiKey: text.optional(),
    complex: text.optional(),
    simple: text.optional(),
    timeoutMs: whole(100, 600_000).default(90_000),
    prices: z
      .record(z.string(), strict({ promptUsd: dollars, cachedUsd: dollars.optional(), completionUsd: dollars }), {
        error: 'give prices by model name',
      })
      .default({}),
    offline: flag.default(false),
  }).prefault({}),
  games: z.array(game, { error: 'give at least one game' }).min(1, { error: 'give at least one game' }).optional(),
  drillSeries: strict({
    targetDrillCount: whole(1, 1000).default(21),
    extraPositionsPerPhase: whole(0, 100).default(2),
    maxPositionsPerPhase: whole(1, 1000).default(25),
    batchSize: whole(1, 10).default(5),
    choices: whole(2, 6).default(4),
  }).prefault({}),
  steps: strict({
    attempts: whole(1, 10).default(3),
    leaseSeconds: whole(1, 3600).default(60),
    retryDelayMs: whole(0, 3_600_000).default(5000),
  }).prefault({}),
  queue: slug.default('coursewright'),
  slugs: strict(Object.fromEntries(slugNames.map((name) => [name, collectionSlug.optional()]))).prefault({}),
  usersSlug: text.optional(),
  roleOf: fn.optional(),
})
