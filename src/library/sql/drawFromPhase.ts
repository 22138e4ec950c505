import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { PositionTables } from '../positionTables.js'

export interface DrawFromPhaseInput {
  db: Sql
  tables: PositionTables
  game: string
  phase: string
  difficulty?: string
  /** How many at most; 0 and more. */
  count: number
  /** Where on the ring of sample keys to begin, in [0,1). */
  start: number
}

/**
 * Ids of the positions with the fewest drills; among equals an arc of the ring of sample keys, from `start` upwards
 * and over its end. Goes from one drill count to the next that exists until it has enough, and reads of each only what
 * it may need, all through index (game, phase[, difficulty], drillCount, sampleKey): the size of the library does not matter.
 */
export const drawFromPhase = async (input: DrawFromPhaseInput): Promise<(string | number)[]> => {
  const { db, tables, game, phase, difficulty, count, start } = input
  const isWanted = difficulty
    ? sql`game = ${game} and phase = ${phase} and difficulty = ${difficulty}`
    : sql`game = ${game} and phase = ${phase}`
  const { rows } = await db.execute(sql`
    with recursive level (drills, drawn) as (
      select -1::numeric, 0
      union all
      select next.drill_count, level.drawn + there.count
      from level
      cross join lateral (
        select drill_count from ${tables.positions}
        where ${isWanted} and drill_count > level.drills
        order by drill_count limit 1
      ) as next
      cross join lateral (
        select count(*)::int from (
          select from ${tables.positions} where ${isWanted} and drill_count = next.drill_count limit ${count}
        ) as found
      ) as there
      where level.drawn < ${count}
    )
    select drawn_now.id
    from level
    cross join lateral (
      (
        select id, 0 as lap, sample_key from ${tables.positions}
        where ${isWanted} and drill_count = level.drills and sample_key >= ${start}::numeric
        order by sample_key limit ${count}
      ) union all (
        select id, 1 as lap, sample_key from ${tables.positions}
        where ${isWanted} and drill_count = level.drills and sample_key < ${start}::numeric
        order by sample_key limit ${count}
      )
    ) as drawn_now
    order by level.drills, drawn_now.lap, drawn_now.sample_key
    limit ${count}`)
  return rows.map(({ id }) => idOf(id))
}

const idOf = (id: unknown): string | number => {
  if (typeof id === 'string' || typeof id === 'number') return id
  throw new Error(`A position's id is ${typeof id}; a number or text was expected.`)
}
