import { Chess } from 'chess.js'
import { InvalidNotation } from '../InvalidNotation.js'
import { quoted } from '../quoted.js'
import { boardProblem } from './boardProblem.js'
import { rightsProblem } from './rightsProblem.js'
import { turnProblem } from './turnProblem.js'

const LONGEST_FEN = 100

/**
 * A chess.js position from a FEN of six fields or the four of an EPD.
 * @throws InvalidNotation with the first thing that is wrong
 */
export function loadPosition(notation: string): Chess {
  const fail = (reason: string): never => {
    throw new InvalidNotation(notation, `${quoted(notation)} is not a FEN we can use: ${reason}`)
  }
  const fields = notation
    .trim()
    .slice(0, LONGEST_FEN + 1)
    .split(/\s+/)
  if (notation.trim().length > LONGEST_FEN) fail(`it has more than ${LONGEST_FEN} characters.`)
  if (fields.length !== 4 && fields.length !== 6) {
    fail(
      'it needs six fields (pieces, side to move, castling, en passant, half-move clock, move number), ' +
        `or the first four; this has ${notation.trim() === '' ? 0 : fields.length}.`,
    )
  }
  const [pieces = '', turn = '', castling = '', enPassant = '', halfMoves = '0', moveNumber = '1'] = fields
  const problem =
    boardProblem(pieces) ??
    turnProblem(turn, halfMoves, moveNumber) ??
    rightsProblem({ pieces, turn, castling, enPassant })
  if (problem) fail(problem)
  const position = chessFrom([pieces, turn, castling, enPassant, halfMoves, moveNumber].join(' '), fail)
  const waiting = turn === 'w' ? 'b' : 'w'
  const [waitingKing] = position.findPiece({ type: 'k', color: waiting })
  if (waitingKing && position.isAttacked(waitingKing, turn as 'w' | 'b')) {
    const [mover, other] = turn === 'w' ? ['White', 'Black'] : ['Black', 'White']
    fail(`${other} is in check although it is ${mover}'s move.`)
  }
  return position
}

function chessFrom(fen: string, fail: (reason: string) => never): Chess {
  try {
    return new Chess(fen)
  } catch (error) {
    return fail(`${error instanceof Error ? error.message.replace(/^Invalid FEN: /, '') : String(error)}.`)
  }
}
