import type { Position } from '../../games/backgammon/position.js'

/** The checkers of one player on one point, as the mover sees the board. */
export interface CheckerStack {
  /** 1–24, 25 the mover's bar, 0 the opponent's bar. */
  readonly point: number
  readonly count: number
  readonly isMover: boolean
}

export const checkerStacks = ({ points }: Position): CheckerStack[] =>
  points.flatMap((count, point) => (count === 0 ? [] : [{ point, count: Math.abs(count), isMover: count > 0 }]))
