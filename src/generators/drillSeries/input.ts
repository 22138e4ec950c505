import { z } from 'zod'
import { defaultGames } from '../../games/defaultGames.js'
import { difficulties } from '../../games/difficulties.js'
import type { Game } from '../../games/Game.js'
import { curriculumLimits, id, phases, runBudgetInput, seed, urgency } from '../inputFields.js'
import { drillDefaults, mostDrillsPerBatch } from './drill.js'

/** What `drillSeriesInput` takes from a host's settings; left out, what they are by default. */
export interface DrillSeriesInputOptions {
  /** Default: chess and backgammon. */
  games?: readonly Game[]
  /** What a request that names no number gets. Default 21. */
  targetDrillCount?: number
  /** What a request that names none gets. Default 5. */
  batchSize?: number
}

/** Most drills of one series; place numbers stay readable. */
const mostDrills = 10_000

/**
 * The input of a `drillSeries` run: `{curriculum?, objectives?, profile?, game = the curriculum's, else the first, targetDrillCount,
 * phases = those with positions, batchSize, difficulty?, seed?, urgency = 'normal', addTo?, fillTo?}`. `urgency: 'flex'` is work that can wait, for the cheaper tier of providers that have one. `addTo` is an existing series, whose game,
 * difficulty, curriculum and profile are the defaults then; `fillTo` asks for as many drills as the series lacks of that
 * number, in place of `targetDrillCount`. `objectives` are statements of the curriculum's: the drills serve them
 * alone. `game` and `phases` are checked against each other by
 * `parseDrillSeriesInput`, because the game may come from the curriculum.
 */
export const drillSeriesInput = ({
  games = defaultGames,
  targetDrillCount = drillDefaults.targetDrillCount,
  batchSize = drillDefaults.batchSize,
}: DrillSeriesInputOptions = {}) =>
  z.strictObject({
    curriculum: id.nullish(),
    objectives: z
      .array(z.string().trim().min(1).max(curriculumLimits.objective))
      .min(1)
      .max(curriculumLimits.objectives)
      .nullish(),
    profile: id.nullish(),
    game: z.enum(games.map(({ slug }) => slug)).optional(),
    targetDrillCount: z.int().min(1).default(targetDrillCount),
    phases: phases.optional(),
    batchSize: z.int().min(1).max(mostDrillsPerBatch).default(batchSize),
    difficulty: z.enum(difficulties).nullish(),
    seed,
    urgency,
    ...runBudgetInput,
    addTo: id.nullish(),
    fillTo: z.int().min(1).max(mostDrills).nullish(),
  })

/** The input of a `drillSeries` run as `drillSeriesInput` gives it back, with every default filled in. */
export type DrillSeriesInput = z.infer<ReturnType<typeof drillSeriesInput>>

/** The input of a `drillSeries` run as JSON Schema (draft 2020-12), for clients in other languages and for forms. */
export const drillSeriesInputJsonSchema = (options?: DrillSeriesInputOptions) =>
  z.toJSONSchema(drillSeriesInput(options), { io: 'input' })
