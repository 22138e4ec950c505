import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../database/adapter.js'
import type { Game } from '../games/Game.js'
import type { PositionTables } from './store.js'

/** Counts are exact up to here. An exact count of a million rows takes a hundred times as long and helps nobody choose. */
export const EXACT_COUNT_LIMIT = 10_000

interface CountPositionsInput {
  /** `tables.pool`, or the transaction to count in. */
  db: Sql
  tables: PositionTables
  game: Game
  difficulty?: string
}

/**
 * How many positions the library can give for each phase of a game: those that can be drawn. A number above `EXACT_COUNT_LIMIT` means *more than
 * that*, shown as `10,000+`.
 */
export const countPositions = ({ game, ...where }: CountPositionsInput): Promise<Record<string, number>> =>
  countInPhases({
    ...where,
    game: game.slug,
    phases: game.phases.map(({ value }) => value),
    limit: EXACT_COUNT_LIMIT + 1,
  })

interface CountInPhasesInput {
  db: Sql
  tables: PositionTables
  game: string
  phases: readonly string[]
  difficulty?: string
  /** Counting stops here. */
  limit: number
}

/** How many positions each phase has, at most `limit`, in one statement, through the index positions are drawn by. */
const countInPhases = async (input: CountInPhasesInput): Promise<Record<string, number>> => {
  const { db, tables, game, phases, difficulty, limit } = input
  const ofDifficulty = difficulty ? sql`and difficulty = ${difficulty}` : sql``
  const counts = phases.map(
    (phase) => sql`(
      select count(*)::int from (
        select from ${tables.positions}
        where game = ${game} and phase = ${phase} ${ofDifficulty} and sample_key is not null limit ${limit}
      ) as found
    )`,
  )
  const { rows } = await db.execute(sql`select array[${sql.join(counts, sql`, `)}]::int[] as counts`)
  const found = rows[0]?.counts
  return Object.fromEntries(phases.map((phase, index) => [phase, Array.isArray(found) ? Number(found[index]) : 0]))
}
