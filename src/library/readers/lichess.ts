import { playMove, splitLine } from '../../games/chess/moves.js'
import { loadPosition } from '../../games/chess/position.js'
import { InvalidMove, InvalidNotation } from '../../games/Game.js'
import { InvalidPosition, type PositionInput } from '../position.js'

/** The columns of lichess' puzzle file that we use, in lower case. It has more, and gets more. */
type LichessColumn = 'puzzleid' | 'fen' | 'moves' | 'rating' | 'themes' | 'gameurl'

/** @param names in lower case */
export const isLichessHeader = (names: readonly string[]): boolean =>
  ['puzzleid', 'fen', 'moves'].every((name) => names.includes(name))

/** Ratings of puzzles, around 1500 in the middle. */
const INTERMEDIATE_FROM = 1200
const ADVANCED_FROM = 1900

/**
 * One puzzle of lichess as a position: the first move is the opponent's, so the position is the one after it, and the
 * other moves are the solution.
 * @throws InvalidPosition
 */
export const puzzleOf = (field: (column: LichessColumn) => string): PositionInput => {
  const id = field('puzzleid')
  const url = field('gameurl')
  return {
    game: 'chess',
    ...afterFirstMove(field('fen'), field('moves')),
    themes: field('themes').split(/\s+/),
    difficulty: difficultyOf(field('rating')),
    source: url === '' ? `Lichess puzzle ${id}` : `Lichess puzzle ${id}, ${url}`,
  }
}

const difficultyOf = (rating: string): PositionInput['difficulty'] => {
  if (!/^\d+$/.test(rating)) return undefined
  if (Number(rating) < INTERMEDIATE_FROM) return 'beginner'
  return Number(rating) < ADVANCED_FROM ? 'intermediate' : 'advanced'
}

const afterFirstMove = (fen: string, line: string): Pick<PositionInput, 'notation' | 'solution'> => {
  try {
    const [first = '', ...solution] = splitLine(line)
    const position = loadPosition(fen)
    playMove(position, first)
    return { notation: position.fen(), solution: { line: solution.join(' ') } }
  } catch (error) {
    if (error instanceof InvalidNotation) throw new InvalidPosition('notation', error.message, { cause: error })
    if (error instanceof InvalidMove) throw new InvalidPosition('solution.line', error.message, { cause: error })
    throw error
  }
}

/** Lichess' own words for themes, as nobody else writes them: `backRankMate`, `mateIn2`, `kingsideAttack`. */
const LICHESS_THEME =
  /^(?:mateIn\d|\w+Mate|(?:king|queen)sideAttack|discovered(?:Attack|Check)|attackingF2F7|xRayAttack|\w+Piece|\w+(?:Move|Check|Pawn|King|Endgame|Defender|Long|GM))$/
const SQUARES = /^[a-h][1-8][a-h][1-8][qrbn]?$/

/**
 * Puzzles of lichess whose columns were renamed still begin with the opponent's move, and read as they stand they would
 * have the blunder as the solution. They are told by lichess' words for themes together with an even number of moves in
 * squares: a solution from the solver's side ends with the solver's move, so it is odd.
 */
export const fromSolversSide = (record: PositionInput): PositionInput => {
  const { notation, solution, themes } = record
  if (typeof notation !== 'string' || typeof solution?.line !== 'string' || solution.best || !Array.isArray(themes))
    return record
  const moves = solution.line.trim().split(/\s+/)
  const isLichess = themes.some((theme) => typeof theme === 'string' && LICHESS_THEME.test(theme))
  if (!isLichess || moves.length % 2 !== 0 || !moves.every((move) => SQUARES.test(move))) return record
  const { notation: after, solution: rest } = afterFirstMove(notation, solution.line)
  return { ...record, notation: after, solution: { ...solution, ...rest } }
}
