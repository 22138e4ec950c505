import { playMove } from '../../games/chess/moves.js'
import { loadPosition } from '../../games/chess/position.js'
import { InvalidMove } from '../../games/Game.js'

interface SolutionArrow {
  from: string
  to: string
}

/** From where to where a move goes, or undefined when it is not legal there: an editor may be half-way through typing. */
export const solutionArrow = (notation: string, move: string): SolutionArrow | undefined => {
  const position = loadPosition(notation)
  try {
    playMove(position, move)
  } catch (error) {
    if (error instanceof InvalidMove) return undefined
    throw error
  }
  const played = position.history({ verbose: true }).at(-1)
  return played && { from: played.from, to: played.to }
}
