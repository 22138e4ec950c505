import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { PositionTables } from '../positionTables.js'

export interface CountInPhasesInput {
  db: Sql
  tables: PositionTables
  game: string
  phases: readonly string[]
  difficulty?: string
  /** Counting stops here. */
  limit: number
}

/** How many positions each phase has, at most `limit`, in one statement, through the index positions are drawn by. */
export const countInPhases = async (input: CountInPhasesInput): Promise<Record<string, number>> => {
  const { db, tables, game, phases, difficulty, limit } = input
  const ofDifficulty = difficulty ? sql`and difficulty = ${difficulty}` : sql``
  const counts = phases.map(
    (phase) => sql`(
      select count(*)::int from (
        select from ${tables.positions} where game = ${game} and phase = ${phase} ${ofDifficulty} limit ${limit}
      ) as found
    )`,
  )
  const { rows } = await db.execute(sql`select array[${sql.join(counts, sql`, `)}]::int[] as counts`)
  const found = rows[0]?.counts
  return Object.fromEntries(phases.map((phase, index) => [phase, Array.isArray(found) ? Number(found[index]) : 0]))
}
