import { z } from 'zod'
import { defaultSlugs } from './CoursewrightOptions.js'
import { modelSchema } from './modelOptions.js'
import { flag, fn, strict, text, whole } from './parseOptions.js'

const slugError = { error: 'use lower-case letters, digits and hyphens, beginning with a letter' }
const slug = z.string(slugError).regex(/^[a-z][a-z0-9-]{0,40}$/, slugError)
/** As Payload allows them: also `drillSeries` or `drill_series`. */
const collectionSlugError = { error: 'use letters, digits, hyphens and underscores, beginning with a letter' }
const collectionSlug = z.string(collectionSlugError).regex(/^[a-z][\w-]{0,60}$/i, collectionSlugError)

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
    asGoodAs: fn.optional(),
    illegalMovesInProse: fn.optional(),
    namesMove: fn.optional(),
  },
  { error: 'give a game, see docs/games.md' },
)

/** Or empty, as an unset variable gives it. */
const postgresUri = /^($|postgres(ql)?:\/\/)/

const slugNames = Object.keys(defaultSlugs)

/** Everything about the options that can be told without the host's config. */
export const optionsSchema = strict({
  enabled: flag.default(true),
  model: modelSchema,
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
    outageMs: whole(0, 2_592_000_000).default(3_600_000),
    runDeadlineMs: whole(100, 2_592_000_000).default(86_400_000),
  }).prefault({}),
  queue: slug.default('coursewright'),
  safeQueue: z.literal(['own', 'all', false], { error: 'give "own", "all" or false' }).default('own'),
  listenURI: z
    .custom<string | false>((value) => value === false || (typeof value === 'string' && postgresUri.test(value)), {
      error: 'give a connection string such as postgres://user:password@host:5432/database, or false',
    })
    .optional(),
  slugs: strict(Object.fromEntries(slugNames.map((name) => [name, collectionSlug.optional()]))).prefault({}),
  usersSlug: text.optional(),
  roleOf: fn.optional(),
})
