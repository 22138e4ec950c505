import { createHash } from 'node:crypto'
import type { Sql } from '../database/adapter.js'
import type { PositionTables } from './positionTables.js'
import { drawFromPhases } from './sql/drawFromPhases.js'
import { unitIntervalOf } from './unitIntervalOf.js'

export interface DrawPositionsInput {
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
 * Positions at random, those with the fewest drills first: ids per phase, in the order in which they are to be used.
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
