import type { Position } from '../../games/backgammon/position.js'

/** Pips each side still has to go; the opponent counts the points from the other end. */
export const pipCounts = ({ points }: Position): { mover: number; opponent: number } => {
  let mover = 0
  let opponent = 0
  for (const [point, count] of points.entries()) {
    if (count > 0) mover += count * point
    else opponent -= count * (25 - point)
  }
  return { mover, opponent }
}
