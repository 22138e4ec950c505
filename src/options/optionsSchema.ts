import { z } from 'zod'
import { choicesPerDrill, drillDefaults, mostDrillsPerBatch } from '../generators/drillSeries/drill.js'
import { lessonDefaults, mostLessonsPerBatch } from '../generators/lessons/lesson.js'
import { planContexts } from '../generators/plans/planRequest.js'
import { alertsSchema } from './alertOptions.js'
import { type CollectionOverride, defaultSlugs, type PlanScope, type Slugs } from './CoursewrightOptions.js'
import { formatSchema } from './formatOptions.js'
import { budgetsSchema, limitsSchema } from './limitOptions.js'
import { maintenanceSchema, prefetchSchema, retentionSchema } from './maintenanceOptions.js'
import { modelSchema } from './modelOptions.js'
import { metricsSchema } from './observeOptions.js'
import { flag, fn, fnAs, strict, text, whole } from './parseOptions.js'
import type { RoleOf } from './roles.js'

const slugError = { error: 'use lower-case letters, digits and hyphens, beginning with a letter' }
const slug = z.string(slugError).regex(/^[a-z][a-z0-9-]{0,40}$/, slugError)
/** As Payload allows them: also `drillSeries` or `drill_series`. */
const collectionSlugError = { error: 'use letters, digits, hyphens and underscores, beginning with a letter' }
const collectionSlug = z
  .string(collectionSlugError)
  .regex(/^[a-z][\w-]*$/i, collectionSlugError)
  // Columns are `drill_series_id`, and Postgres cuts them after 63 characters.
  .refine((name) => name.length + (name.match(/.[A-Z]/g)?.length ?? 0) <= 60, {
    error: 'use at most 60 characters, where each capital counts as two',
  })

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
    hasMoveBesides: fn.optional(),
    phaseOf: fn.optional(),
    asGoodAs: fn.optional(),
    illegalMovesInProse: fn.optional(),
    namesMove: fn.optional(),
  },
  { error: 'give a game, see docs/games.md' },
)

/** Or empty, as an unset variable gives it. */
const postgresUri = /^($|postgres(ql)?:\/\/)/

/** An option by the name of each collection of ours. */
const byCollection = <Schema extends z.ZodType>(schema: Schema) =>
  strict(Object.fromEntries(Object.keys(defaultSlugs).map((name) => [name, schema])) as Record<keyof Slugs, Schema>)

/**
 * What each option may be and what it is when left out, as far as that can be told without the host's config. What it is for
 * stands at its name in `CoursewrightOptions`.
 */
export const optionsSchema = strict({
  enabled: flag.default(true),
  model: modelSchema,
  games: z.array(game, { error: 'give at least one game' }).min(1, { error: 'give at least one game' }).optional(),
  formats: z.array(formatSchema, { error: 'give a list of formats, see docs/content.md' }).optional(),
  drillSeries: strict({
    targetDrillCount: whole(1, 1000).default(drillDefaults.targetDrillCount),
    extraPositionsPerPhase: whole(0, 100).default(2),
    maxPositionsPerPhase: whole(1, 1000).default(25),
    batchSize: whole(1, mostDrillsPerBatch).default(drillDefaults.batchSize),
    choices: whole(choicesPerDrill.least, choicesPerDrill.most).default(4),
  }).prefault({}),
  kits: strict({
    maxTokens: whole(500, 100_000).default(6000),
    maxCharacters: whole(1000, 3_000_000).default(400_000),
  }).prefault({}),
  plans: strict({
    ttlHours: whole(1, 87_600).default(24),
    context: z.literal(planContexts, { error: 'give "minimal" or "full"' }).default('full'),
  }).prefault({}),
  lessons: strict({
    maxLessons: whole(1, 500).default(lessonDefaults.maxLessons),
    batchSize: whole(1, mostLessonsPerBatch).default(lessonDefaults.batchSize),
  }).prefault({}),
  steps: strict({
    attempts: whole(1, 10).default(3),
    leaseSeconds: whole(1, 3600).default(60),
    retryDelayMs: whole(0, 3_600_000).default(5000),
    outageMs: whole(0, 2_592_000_000).default(3_600_000),
    runDeadlineMs: whole(100, 2_592_000_000).default(86_400_000),
  }).prefault({}),
  limits: limitsSchema,
  budgets: budgetsSchema,
  metrics: metricsSchema,
  alerts: alertsSchema,
  retention: retentionSchema,
  maintenance: maintenanceSchema,
  prefetch: prefetchSchema,
  queue: slug.default('coursewright'),
  safeQueue: z.literal(['own', 'all', false], { error: 'give "own", "all" or false' }).default('own'),
  listenURI: z
    .custom<string | false>((value) => value === false || (typeof value === 'string' && postgresUri.test(value)), {
      error: 'give a connection string such as postgres://user:password@host:5432/database, or false',
    })
    .optional(),
  slugs: byCollection(collectionSlug.optional()).prefault({}),
  collectionOverrides: byCollection(fnAs<CollectionOverride>().optional()).prefault({}),
  usersSlug: text.optional(),
  roleOf: fnAs<RoleOf>().optional(),
  planScope: fnAs<PlanScope>().optional(),
})
