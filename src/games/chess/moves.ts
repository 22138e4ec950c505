import type { Chess, Move, PieceSymbol, Square } from 'chess.js'
import { plainHyphens, quoted } from '../../text.js'
import { InvalidMove } from '../Game.js'
import { MoveText } from './moveText.js'

/**
 * The SAN of a move that is legal in the position, which stays as it is.
 * @throws InvalidMove as `playMove` does
 */
export function spellMove(position: Chess, move: string): string {
  const written = move.length > 20 ? undefined : parseSan(move)
  // SAN needs no more than the moves of one kind of piece; to play it would list and spell much more.
  const san = written && !written.from ? sanOf(written) : undefined
  const piece = written?.castle ? 'k' : (written?.piece as PieceSymbol | undefined)
  const known = san && piece && position.moves({ piece }).find((legal) => legal.replace(/[+#]$/, '') === san)
  return known || playMove(position, move)
}

/**
 * Plays a move on the position and returns its SAN.
 * @param index which move of a line it is, from 0; said by the error
 * @throws InvalidMove when it cannot be read, is not legal, or fits several legal moves
 */
export function playMove(position: Chess, move: string, index?: number): string {
  const fail = (reason: string): never => {
    throw new InvalidMove(move, `${quoted(move)} ${reason}`, index)
  }
  const written = move.length > 20 ? undefined : parseSan(move)
  if (!written) return fail('is not a chess move. Write SAN such as Nf3 or exd5, or squares such as g1f3.')
  const known = playWritten(position, written)
  if (known !== undefined) return known
  const legal = position.moves({ verbose: true })
  const fitting = legal.filter((candidate) => matchesSan(candidate, written))
  const [only] = fitting
  if (only && fitting.length === 1) {
    return position.move({ from: only.from, to: only.to, promotion: only.promotion }).san
  }
  const promotions = legal.filter(
    (candidate) => candidate.promotion && matchesSan(candidate, { ...written, promotion: candidate.promotion }),
  )
  if (!written.promotion && promotions.length > 0)
    return fail(`must name the piece the pawn becomes, such as ${promotions[0]?.san}.`)
  if (fitting.length > 1)
    return fail(`fits more than one legal move: ${fitting.map((candidate) => candidate.san).join(' or ')}.`)
  return fail(`is not legal in ${position.fen()}.`)
}

/**
 * Nearly every move is spelled so that chess.js finds it by itself, by its two squares or by its SAN, and then looks at few
 * moves or at none but that one: forty times faster than to find a fitting one among all legal moves. Nothing where it does
 * not find it; the long way then says why.
 */
function playWritten(position: Chess, written: SanMove): string | undefined {
  const found = moveOfSquares(position, written) ?? (written.from ? undefined : sanOf(written))
  if (found === undefined) return undefined
  try {
    return position.move(found, { strict: true }).san
  } catch {
    return undefined
  }
}

/** What chess.js forgives is checked here: another piece, a capture that is none, a promotion of what is no pawn. */
function moveOfSquares(position: Chess, { from, to, piece, capture, promotion }: SanMove) {
  if (from === undefined || to === undefined) return undefined
  const type = position.get(from as Square)?.type
  const promotes = type === 'p' && /[18]$/.test(to)
  const isMeant = (piece === undefined || piece === type) && promotes === (promotion !== undefined)
  return isMeant && (!capture || position.get(to as Square)) ? { from, to, promotion } : undefined
}

function sanOf({ castle, piece = 'p', fromFile = '', fromRank = '', capture, to = '', promotion }: SanMove): string {
  if (castle) return castle === 'k' ? 'O-O' : 'O-O-O'
  const letter = piece === 'p' ? '' : piece.toUpperCase()
  const becomes = promotion ? `=${promotion.toUpperCase()}` : ''
  return `${letter}${fromFile}${fromRank}${capture ? 'x' : ''}${to}${becomes}`
}

/** Looks at the men one after the other, and mostly at no more than one or two: to spell all legal moves takes far longer. */
export function hasMoveBesides(position: Chess, moves: readonly string[]): boolean {
  const men = position.board().flatMap((rank) => rank.filter((man) => man?.color === position.turn()))
  men.sort((one, other) => BY_MOVES.indexOf(one?.type ?? '') - BY_MOVES.indexOf(other?.type ?? ''))
  return men.some((man) => man && position.moves({ square: man.square }).some((move) => !moves.includes(move)))
}

/** Those with the fewest moves first. */
const BY_MOVES = 'pnkbrq'

const FIGURINES: Record<string, string> = {
  '♔': 'K',
  '♕': 'Q',
  '♖': 'R',
  '♗': 'B',
  '♘': 'N',
  '♙': '',
  '♚': 'K',
  '♛': 'Q',
  '♜': 'R',
  '♝': 'B',
  '♞': 'N',
  '♟': '',
}
/** `e.p.`, check and mate, `!?`, and evaluations that stand at the move: `Nf3+-`, `Nf3 =`, `Nf3±`. */
const DECORATION = /(?:\s*e\.?p\.?)?(?:\s*(?:[+#†‡!?=~±∓⩲⩱∞□]|[+=]\/?[-=]|-\/?\+))*$/u
const CASTLE = /^([O0])-\1(-\1)?$/i
const MOVE = /^([KQRBN])?([a-h])?([1-8])?([x:×-])?([a-h][1-8])(?:[=/]?([QRBN])|\(([QRBN])\))?$/

/**
 * Reads one move: SAN, long algebraic, UCI or figurines, with or without move number, check marks, `e.p.` and
 * `!`/`?`. Returns undefined when it is none of these.
 */
export function parseSan(text: string): SanMove | undefined {
  const bare = plainHyphens(text)
    .trim()
    .replace(/[♔-♟][\uFE0E\uFE0F]?/gu, (figurine) => FIGURINES[figurine.slice(0, 1)] ?? '')
    .replace(/^\d+(?:\s*(?:\.+|…)\s*|\s+)|^(?:\.{2,3}|…)\s*/u, '')
    .replace(DECORATION, '')
  const castle = CASTLE.exec(bare)
  if (castle) return { castle: castle[2] ? 'q' : 'k' }
  const read = MOVE.exec(
    bare.replace(/([18][=/]?)([qrbn])$/, (_, before: string, letter: string) => before + letter.toUpperCase()),
  )
  if (!read) return undefined
  const [, piece, fromFile, fromRank, sign, to, promotion, inBrackets] = read
  const twoSquares = fromFile !== undefined && fromRank !== undefined
  return {
    piece: piece?.toLowerCase() ?? (twoSquares ? undefined : 'p'),
    fromFile,
    fromRank,
    from: twoSquares ? `${fromFile}${fromRank}` : undefined,
    to,
    capture: sign !== undefined && sign !== '-',
    promotion: (promotion ?? inBrackets)?.toLowerCase(),
  }
}

/** What a written move says; matched against legal moves. `piece` is missing where only two squares are named. */
export interface SanMove {
  readonly piece?: string
  readonly fromFile?: string
  readonly fromRank?: string
  /** Where file and rank are both given. */
  readonly from?: string
  readonly to?: string
  readonly capture?: boolean
  readonly promotion?: string
  readonly castle?: 'k' | 'q'
}

/** Whether a legal move is what was written. A missing capture sign is forgiven, a wrong one is not. */
export function matchesSan(move: Move, written: SanMove): boolean {
  if (written.castle) return written.castle === 'k' ? move.isKingsideCastle() : move.isQueensideCastle()
  return (
    (move.to === written.to || (written.from !== undefined && written.to === castlingRookOf(move))) &&
    (written.piece === undefined || move.piece === written.piece) &&
    (written.fromFile === undefined || move.from.startsWith(written.fromFile)) &&
    (written.fromRank === undefined || move.from.endsWith(written.fromRank)) &&
    (!written.capture || move.captured !== undefined) &&
    move.promotion === written.promotion
  )
}

/** Engines of Chess960 write castling as king takes rook (`e1h1`), which no other move can mean. */
function castlingRookOf(move: Move): string | undefined {
  if (!move.isKingsideCastle() && !move.isQueensideCastle()) return undefined
  return `${move.isKingsideCastle() ? 'h' : 'a'}${move.from.slice(1)}`
}

const LONGEST_LINE = 4000

/** The moves of a line as they are written, without what `MoveText` passes over. A semicolon separates here. */
export function splitLine(line: string): string[] {
  if (line.length > LONGEST_LINE) {
    throw new InvalidMove(
      line.slice(0, 20),
      `A line may have at most ${LONGEST_LINE} characters, this has ${line.length}.`,
    )
  }
  const moveText = new MoveText()
  moveText.read(line.replaceAll(';', ' '))
  return moveText.moves.map(({ text }) => text)
}
