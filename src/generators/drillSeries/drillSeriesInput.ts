import { z } from 'zod'
import { difficulties } from '../../games/difficulties.js'
import type { Game } from '../../games/Game.js'

interface InputOptions {
  games: readonly Game[]
  targetDrillCount: number
  batchSize: number
}

const id = z.union([z.int().positive(), z.string().min(1).max(64)], {
  error: 'give the id of a document',
})

/**
 * The input of a `drillSeries` run: `{curriculum?, profile?, game = the curriculum's, else the first, targetDrillCount,
 * phases = all of the game's, batchSize, difficulty?, seed?}`. `game` and `phases` are checked against each other by
 * `checkPhases`, because the game may come from the curriculum.
 */
export const drillSeriesInput = ({ games, targetDrillCount, batchSize }: InputOptions) =>
  z.strictObject({
    curriculum: id.nullish(),
    profile: id.nullish(),
    game: z.enum(games.map(({ slug }) => slug)).optional(),
    targetDrillCount: z.int().min(1).default(targetDrillCount),
    phases: z.array(z.string().max(40)).min(1).max(20).optional(),
    batchSize: z.int().min(1).max(10).default(batchSize),
    difficulty: z.enum(difficulties).nullish(),
    seed: z.int().min(0).max(2_147_483_647).optional(),
  })

export type DrillSeriesInput = z.infer<ReturnType<typeof drillSeriesInput>>
