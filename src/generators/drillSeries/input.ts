import { z } from 'zod'
import { defaultGames } from '../../games/defaultGames.js'
import { difficulties } from '../../games/difficulties.js'
import type { Game } from '../../games/Game.js'
import { runBudgetInput } from '../runBudget.js'
import { mostDrillsPerBatch } from './drill.js'

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

/** As many, and as long, as a curriculum may have. */
const mostObjectives = 20
const longestObjective = 300

const id = z.union([z.int().positive(), z.string().min(1).max(64)], {
  error: 'give the id of a document',
})

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
  targetDrillCount = 21,
  batchSize = 5,
}: DrillSeriesInputOptions = {}) =>
  z.strictObject({
    curriculum: id.nullish(),
    objectives: z.array(z.string().trim().min(1).max(longestObjective)).min(1).max(mostObjectives).nullish(),
    profile: id.nullish(),
    game: z.enum(games.map(({ slug }) => slug)).optional(),
    targetDrillCount: z.int().min(1).default(targetDrillCount),
    phases: z.array(z.string().max(40)).min(1).max(20).optional(),
    batchSize: z.int().min(1).max(mostDrillsPerBatch).default(batchSize),
    difficulty: z.enum(difficulties).nullish(),
    seed: z.int().min(0).max(2_147_483_647).optional(),
    urgency: z.enum(['normal', 'flex']).default('normal'),
    ...runBudgetInput,
    addTo: id.nullish(),
    fillTo: z.int().min(1).max(mostDrills).nullish(),
  })

export type DrillSeriesInput = z.infer<ReturnType<typeof drillSeriesInput>>

/** The input of a `drillSeries` run as JSON Schema (draft 2020-12), for clients in other languages and for forms. */
export const drillSeriesInputJsonSchema = (options?: DrillSeriesInputOptions) =>
  z.toJSONSchema(drillSeriesInput(options), { io: 'input' })
