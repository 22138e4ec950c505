import type { Game } from '../../games/Game.js'
import { orderBySeed } from '../orderBySeed.js'
import type { DrillItem } from './DrillItem.js'

interface OfferAlternatives {
  game: Game
  item: DrillItem
  seed: number
  count: number
}

/**
 * Legal moves that are not a solution, known mistakes first: what the model may pick distractors from. Naming them
 * costs a few tokens and saves the calls that illegal distractors would cost.
 */
export const offerAlternatives = ({ game, item, seed, count }: OfferAlternatives): string[] => {
  const { best, alsoBest, avoid } = item.solution
  const solutions = new Set([best, ...alsoBest])
  const others = game.legalMoves(item.notation).filter((move) => !solutions.has(move) && !avoid.includes(move))
  const mistakes = avoid.filter((move) => !solutions.has(move))
  return [...mistakes, ...orderBySeed(others, `${seed}:${item.key}`, (move) => move)].slice(0, count)
}
