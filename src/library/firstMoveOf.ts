import { type Game, InvalidMove } from '../games/Game.js'

interface FirstMoveOf {
  game: Game
  notation: string
  /** In the game's canonical spelling. */
  line: string
}

/** The first move of a line. Moves may hold spaces, as plays in backgammon do, so words are added until one is legal. */
export const firstMoveOf = ({ game, notation, line }: FirstMoveOf): string => {
  const words = line.split(' ')
  for (let count = 1; count < words.length; count += 1) {
    const start = words.slice(0, count).join(' ')
    try {
      game.normalizeMove(notation, start)
      return start
    } catch (error) {
      if (!(error instanceof InvalidMove)) throw error
    }
  }
  return line
}
