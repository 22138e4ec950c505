import type { Sql } from '../database/adapter.js'
import type { Game } from '../games/Game.js'
import type { PositionTables } from './positionTables.js'
import { countInPhases } from './sql/countInPhases.js'

/** Counts are exact up to here. An exact count of a million rows takes a hundred times as long and helps nobody choose. */
export const EXACT_COUNT_LIMIT = 10_000

export interface CountPositionsInput {
  /** `tables.pool`, or the transaction to count in. */
  db: Sql
  tables: PositionTables
  game: Game
  difficulty?: string
}

/**
 * How many positions the library has for each phase of a game. A number above `EXACT_COUNT_LIMIT` means *more than
 * that*, shown as `10,000+`.
 */
export const countPositions = ({ game, ...where }: CountPositionsInput): Promise<Record<string, number>> =>
  countInPhases({
    ...where,
    game: game.slug,
    phases: game.phases.map(({ value }) => value),
    limit: EXACT_COUNT_LIMIT + 1,
  })
