import type { Game } from '../../games/Game.js'
import type { DrillItem } from './DrillItem.js'

interface ChoicesOf {
  game: Game
  item: Pick<DrillItem, 'notation' | 'solution'>
  choices: number
}

/** How many choices a drill can have: as many as asked, fewer where the position has fewer legal moves. */
export const choicesOf = ({ game, item, choices }: ChoicesOf): number => {
  const solutions = new Set([item.solution.best, ...item.solution.alsoBest])
  const others = game.legalMoves(item.notation).filter((move) => !solutions.has(move))
  return Math.min(choices, others.length + 1)
}
