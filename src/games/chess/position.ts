import { Chess } from 'chess.js'
import { plainHyphens, quoted } from '../../text.js'
import { InvalidNotation } from '../Game.js'

const LONGEST_FEN = 100

/**
 * A chess.js position from a FEN of six fields or the four of an EPD.
 * @throws InvalidNotation with the first thing that is wrong
 */
export function loadPosition(notation: string): Chess {
  const fail = (reason: string): never => {
    throw new InvalidNotation(notation, `${quoted(notation)} is not a FEN we can use: ${reason}`)
  }
  const fields = plainHyphens(notation)
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
  // Many programs count moves from 0, or write it where nobody counted.
  const counted = Math.max(1, Number(moveNumber))
  const position = chessFrom([pieces, turn, castling, enPassant, halfMoves, counted].join(' '), fail)
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

const SIDES = [
  { name: 'White', king: 'K', pawn: 'P', officers: { Q: 1, R: 2, B: 2, N: 2 } },
  { name: 'Black', king: 'k', pawn: 'p', officers: { q: 1, r: 2, b: 2, n: 2 } },
]

/** What is wrong with the piece field of a FEN, or undefined. */
function boardProblem(pieces: string): string | undefined {
  const ranks = pieces.split('/')
  if (ranks.length !== 8) return `the pieces need eight ranks separated by "/", this has ${ranks.length}.`
  for (const [index, rank] of ranks.entries()) {
    const problem = rankProblem(rank, 8 - index)
    if (problem) return problem
  }
  if (/p/i.test(`${ranks[0]}${ranks[7]}`)) return 'there is a pawn on the first or last rank.'
  for (const side of SIDES) {
    const kings = count(pieces, side.king)
    if (kings !== 1)
      return `${side.name} has ${kings === 0 ? 'no king' : `${kings} kings`}; each side needs exactly one.`
    const pawns = count(pieces, side.pawn)
    if (pawns > 8) return `${side.name} has ${pawns} pawns; at most eight are possible.`
    const promoted = Object.entries(side.officers).reduce(
      (sum, [letter, start]) => sum + Math.max(0, count(pieces, letter) - start),
      0,
    )
    if (promoted > 8 - pawns) return `${side.name} has more pieces than its missing pawns can have promoted to.`
  }
  return undefined
}

function rankProblem(rank: string, number: number): string | undefined {
  const unknown = /[^1-8KQRBNPkqrbnp]/u.exec(rank)
  if (unknown) return `rank ${number} contains ${quoted(unknown[0])}; allowed are KQRBNP, kqrbnp and 1–8.`
  if (/\d\d/.test(rank)) return `rank ${number} has two numbers in a row.`
  const squares = [...rank].reduce((sum, sign) => sum + (Number(sign) || 1), 0)
  return squares === 8 ? undefined : `rank ${number} describes ${squares} squares instead of 8.`
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1
}

const HOMES = {
  K: { king: 'e1', rook: 'h1' },
  Q: { king: 'e1', rook: 'a1' },
  k: { king: 'e8', rook: 'h8' },
  q: { king: 'e8', rook: 'a8' },
} as const

/**
 * What is wrong with the castling and en-passant fields of a FEN, or undefined. chess.js checks their form only,
 * and then castles with a rook that is not there or captures a pawn that never moved.
 */
function rightsProblem(fen: { pieces: string; turn: string; castling: string; enPassant: string }): string | undefined {
  const board = boardOf(fen.pieces)
  if (!/^(-|(?=.)K?Q?k?q?)$/.test(fen.castling)) {
    return `castling must be "-" or some of KQkq in this order, not ${quoted(fen.castling)}.`
  }
  for (const right of fen.castling.replace('-', '') as Iterable<keyof typeof HOMES>) {
    const { king, rook } = HOMES[right]
    const white = right === right.toUpperCase()
    if (board.get(king) !== (white ? 'K' : 'k') || board.get(rook) !== (white ? 'R' : 'r')) {
      return `castling "${right}" needs the ${white ? 'white' : 'black'} king on ${king} and a rook on ${rook}.`
    }
  }
  return enPassantProblem(board, fen)
}

function enPassantProblem(board: Map<string, string>, fen: { turn: string; enPassant: string }): string | undefined {
  if (fen.enPassant === '-') return undefined
  const rank = fen.turn === 'w' ? 6 : 3
  if (!new RegExp(`^[a-h]${rank}$`).test(fen.enPassant)) {
    return `the en-passant square must be "-" or on rank ${rank}, not ${quoted(fen.enPassant)}.`
  }
  const file = fen.enPassant.slice(0, 1)
  const [pawn, from, to] = fen.turn === 'w' ? ['p', `${file}7`, `${file}5`] : ['P', `${file}2`, `${file}4`]
  if (board.get(to) === pawn && !board.has(from) && !board.has(fen.enPassant)) return undefined
  return `no pawn can just have moved from ${from} to ${to}, so ${fen.enPassant} is no en-passant square.`
}

function boardOf(pieces: string): Map<string, string> {
  const board = new Map<string, string>()
  for (const [row, rank] of pieces.split('/').entries()) {
    let file = 0
    for (const sign of rank) {
      if (!/\d/.test(sign)) board.set(`${'abcdefgh'[file]}${8 - row}`, sign)
      file += Number(sign) || 1
    }
  }
  return board
}

/** What is wrong with the side to move or the two counters of a FEN, or undefined. */
function turnProblem(turn: string, halfMoves: string, moveNumber: string): string | undefined {
  if (turn !== 'w' && turn !== 'b') return `the side to move must be "w" or "b", not ${quoted(turn)}.`
  if (!/^\d{1,4}$/.test(halfMoves))
    return `the half-move clock must be a whole number from 0, not ${quoted(halfMoves)}.`
  if (!/^\d{1,4}$/.test(moveNumber)) {
    return `the move number must be a whole number from 1, not ${quoted(moveNumber)}.`
  }
  return undefined
}

const POINTS: Record<string, number> = { q: 9, r: 5, b: 3, n: 3 }
const ENDGAME_POINTS = 13
const OPENING_MEN = 24
const MINORS_AT_HOME = 3
const MINOR_HOMES: Record<string, string[]> = { wn: ['b1', 'g1'], wb: ['c1', 'f1'], bn: ['b8', 'g8'], bb: ['c8', 'f8'] }

/**
 * The phase as far as the board tells; the same board gives the same phase, whatever its move number.
 *
 * Endgame: each side has at most 13 points of pieces (queen 9, rook 5, bishop and knight 3), after Jonathan Speelman,
 * *Endgame Preparation* (1981), who draws the line at thirteen points without the king; we leave out pawns too, so that
 * a rook ending stays one whatever pawns are left. Opening: at least 24 of the 32 men on the board, and at least three of
 * the eight minor pieces not yet developed. Everything else: middlegame.
 */
export function phaseOfPosition(position: Chess): 'opening' | 'middlegame' | 'endgame' {
  const men = position.board().flatMap((rank) => rank.filter((man) => man !== null))
  if (points(men, 'w') <= ENDGAME_POINTS && points(men, 'b') <= ENDGAME_POINTS) return 'endgame'
  return men.length >= OPENING_MEN && minorsAtHome(men) >= MINORS_AT_HOME ? 'opening' : 'middlegame'
}

type Man = NonNullable<ReturnType<Chess['board']>[number][number]>

const points = (men: readonly Man[], color: string): number =>
  men.reduce((sum, man) => sum + (man.color === color ? (POINTS[man.type] ?? 0) : 0), 0)

const minorsAtHome = (men: readonly Man[]): number =>
  men.filter(({ type, color, square }) => MINOR_HOMES[`${color}${type}`]?.includes(square)).length
