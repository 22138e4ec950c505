import { type Game, InvalidMove } from '../games/Game.js'
import { firstMoveOf } from './firstMoveOf.js'
import { InvalidPosition } from './InvalidPosition.js'
import type { PositionSolution } from './PositionFacts.js'
import type { PositionInput } from './PositionInput.js'
import { positionLimits } from './positionLimits.js'
import { textListOf } from './textListOf.js'
import { textOf } from './textOf.js'

interface NormalizeSolutionInput {
  game: Game
  /** In its game's canonical spelling. */
  notation: string
  solution: NonNullable<PositionInput['solution']>
}

/**
 * Every move legal and spelled canonically; the line starts with the best move; no move is both good and a mistake.
 * @throws InvalidPosition
 */
export const normalizeSolution = ({ game, notation, solution }: NormalizeSolutionInput): PositionSolution => {
  const move = (field: string, text: string) => judged(field, () => game.normalizeMove(notation, text))
  const moves = (field: string, value: unknown) => {
    const texts = textListOf(field, value, { maxItems: positionLimits.moves, maxLength: positionLimits.move })
    return [...new Set(texts.map((text) => move(field, text)))]
  }

  const writtenBest = textOf('solution.best', solution.best, positionLimits.move)
  const writtenLine = textOf('solution.line', solution.line, positionLimits.line)
  const line = writtenLine && judged('solution.line', () => game.normalizeLine(notation, writtenLine))
  const first = writtenBest ?? (line && firstMoveOf({ game, notation, line }))
  if (!first) throw new InvalidPosition('solution.best', 'The solution is missing: give the best move or a line.')
  const best = move('solution.best', first)
  if (line && line !== best && !line.startsWith(`${best} `))
    throw new InvalidPosition('solution.line', `The line must start with the best move, ${best}.`)

  const alsoBest = moves('solution.alsoBest', solution.alsoBest).filter((other) => other !== best)
  const avoid = moves('solution.avoid', solution.avoid)
  const both = avoid.find((mistake) => mistake === best || alsoBest.includes(mistake))
  if (both) throw new InvalidPosition('solution.avoid', `${both} is given as a good move and as a mistake.`)

  const score = textOf('solution.score', solution.score, positionLimits.score)
  return { best, ...(line ? { line } : {}), alsoBest, avoid, ...(score === undefined ? {} : { score }) }
}

const judged = (field: string, judge: () => string): string => {
  try {
    return judge()
  } catch (error) {
    if (error instanceof InvalidMove) throw new InvalidPosition(field, error.message, { cause: error })
    throw error
  }
}
