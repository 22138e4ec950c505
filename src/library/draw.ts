import { createHash } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../database/adapter.js'
import { idOf } from '../database/stored.js'
import { unitIntervalOf } from './identity.js'
import type { PositionTables } from './store.js'

interface DrawPositionsInput {
  /** `tables.pool`, or the transaction to draw in. */
  db: Sql
  tables: PositionTables
  game: string
  /** Each must be one of the game's. */
  phases: readonly string[]
  /** Positions per phase at most. */
  perPhase: number
  difficulty?: string
  seed: number | string
}

/**
 * Positions at random, those with the fewest drills first: ids per phase, in the order in which they are to be used. What
 * has no place on the ring (see `sampleKeyOf`) is not drawn.
 * A phase that has fewer gives what it has. The same library and seed give the same draw; another seed begins
 * somewhere else. Never sorts the library: see `drawFromPhases`.
 */
export const drawPositions = ({
  phases,
  seed,
  ...from
}: DrawPositionsInput): Promise<Record<string, (string | number)[]>> =>
  drawFromPhases({ ...from, starts: phases.map((phase) => ({ phase, start: startOf(seed, from.game, phase) })) })

/** Where the arc of a phase begins: a digest is as random as the seed needs, the same on every machine. */
const startOf = (seed: number | string, game: string, phase: string): number =>
  unitIntervalOf(createHash('sha256').update(`${seed}\n${game}\n${phase}`).digest('hex'))

interface DrawFromPhasesInput {
  db: Sql
  tables: PositionTables
  game: string
  /** Where on the ring of sample keys each phase begins, in [0,1). */
  starts: readonly { phase: string; start: number }[]
  difficulty?: string
  /** How many of each phase at most; 0 and more. */
  perPhase: number
}

/**
 * Ids per phase of the positions with the fewest drills; among equals an arc of the ring of sample keys, from the
 * phase's start upwards and over its end. Goes from one drill count to the next that exists until a phase has enough,
 * and reads of each only what it may need, all through index (game, phase[, difficulty], drillCount, sampleKey): the
 * size of the library does not matter. One statement for all phases; a round trip costs more than the reading.
 */
export const drawFromPhases = async (input: DrawFromPhasesInput): Promise<Record<string, (string | number)[]>> => {
  const { db, tables, game, starts, difficulty, perPhase } = input
  // Read as a row of the table's own type, which makes enums of game, phase and difficulty. One call for each phase, so
  // that the planner knows how few there are and does not compile the statement.
  const begins = starts.map(({ phase, start }) => {
    const wanted = JSON.stringify({ game, phase, difficulty, sample_key: start })
    return sql`
      select game, phase, difficulty, sample_key, -1::numeric, 0
      from json_populate_record(null::${tables.positions}, ${wanted}::json)`
  })
  const drawn: Record<string, (string | number)[]> = Object.fromEntries(starts.map(({ phase }) => [phase, []]))
  if (begins.length === 0) return drawn
  const isWanted = difficulty
    ? sql`game = level.game and phase = level.phase and difficulty = level.difficulty and sample_key is not null`
    : sql`game = level.game and phase = level.phase and sample_key is not null`
  const { rows } = await db.execute(sql`
    with recursive level (game, phase, difficulty, start, drills, drawn) as (
      (${sql.join(begins, sql` union all `)})
      union all
      select level.game, level.phase, level.difficulty, level.start, next.drill_count, level.drawn + there.count
      from level
      cross join lateral (
        select drill_count from ${tables.positions}
        where ${isWanted} and drill_count > level.drills
        order by drill_count limit 1
      ) as next
      cross join lateral (
        select count(*)::int from (
          select from ${tables.positions} where ${isWanted} and drill_count = next.drill_count limit ${perPhase}
        ) as found
      ) as there
      where level.drawn < ${perPhase}
    )
    select level.phase, arc.id
    from level
    cross join lateral (
      (
        select id, 0 as lap, sample_key from ${tables.positions}
        where ${isWanted} and drill_count = level.drills and sample_key >= level.start
        order by sample_key limit ${perPhase}
      ) union all (
        select id, 1 as lap, sample_key from ${tables.positions}
        where ${isWanted} and drill_count = level.drills and sample_key < level.start
        order by sample_key limit ${perPhase}
      )
      order by lap, sample_key limit ${perPhase}
    ) as arc
    where level.drills >= 0
    order by level.drills, arc.lap, arc.sample_key`)
  for (const { phase, id } of rows) {
    const ids = drawn[String(phase)]
    if (ids && ids.length < perPhase) ids.push(idOf(id))
  }
  return drawn
}
