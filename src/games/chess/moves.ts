import type { Chess, Move } from 'chess.js'
import { quoted } from '../../text.js'
import { InvalidMove } from '../Game.js'

/**
 * Plays a move on the position and returns its SAN.
 * @throws InvalidMove when it cannot be read, is not legal, or fits several legal moves
 */
export function playMove(position: Chess, move: string): string {
  const written = move.length > 20 ? undefined : parseSan(move)
  if (!written) {
    throw new InvalidMove(
      move,
      `${quoted(move)} is not a chess move. Write SAN such as Nf3 or exd5, or squares such as g1f3.`,
    )
  }
  const known = playPlainSan(position, move)
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
  if (!written.promotion && promotions.length > 0) {
    throw new InvalidMove(move, `${quoted(move)} must name the piece the pawn becomes, such as ${promotions[0]?.san}.`)
  }
  if (fitting.length > 1) {
    const names = fitting.map((candidate) => candidate.san).join(' or ')
    throw new InvalidMove(move, `${quoted(move)} fits more than one legal move: ${names}.`)
  }
  throw new InvalidMove(move, `${quoted(move)} is not legal in ${position.fen()}.`)
}

const PLAIN_SAN = /^(?:O-O(?:-O)?|[KQRBN]?[a-h]?[1-8]?x?[a-h][1-8](?:=[QRBN])?)[+#]?$/

/**
 * Most moves come as chess.js itself spells them, and it finds those forty times faster than we find a fitting one among
 * all legal moves. Nothing where it does not know the spelling.
 */
function playPlainSan(position: Chess, move: string): string | undefined {
  if (!PLAIN_SAN.test(move)) return undefined
  try {
    return position.move(move, { strict: true }).san
  } catch {
    // Not its spelling, or not legal; the long way says which.
    return undefined
  }
}

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
const CASTLE = /^([O0])-\1(-\1)?$/i
const MOVE = /^([KQRBN])?([a-h])?([1-8])?([x:×-])?([a-h][1-8])(?:[=/]?([QRBN])|\(([QRBN])\))?$/

/**
 * Reads one move: SAN, long algebraic, UCI or figurines, with or without move number, check marks, `e.p.` and
 * `!`/`?`. Returns undefined when it is none of these.
 */
export function parseSan(text: string): SanMove | undefined {
  const bare = text
    .trim()
    .replace(/[♔-♟]\uFE0E?/gu, (figurine) => FIGURINES[figurine.slice(0, 1)] ?? '')
    .replace(/^\d+\s*(?:\.+|…)\s*|^(?:\.{2,3}|…)\s*/u, '')
    .replace(/(?:\s*e\.?p\.?)?[+#†‡!?]*$/u, '')
  const castle = CASTLE.exec(bare)
  if (castle) return { castle: castle[2] ? 'q' : 'k' }
  const read = MOVE.exec(
    bare.replace(/([18])([qrbn])$/, (_, rank: string, letter: string) => rank + letter.toUpperCase()),
  )
  if (!read) return undefined
  const [, piece, fromFile, fromRank, sign, to, promotion, inBrackets] = read
  const twoSquares = fromFile !== undefined && fromRank !== undefined
  return {
    piece: piece?.toLowerCase() ?? (twoSquares ? undefined : 'p'),
    fromFile,
    fromRank,
    to,
    capture: sign !== undefined && sign !== '-',
    promotion: (promotion ?? inBrackets)?.toLowerCase(),
  }
}

export interface SanMove {
  readonly piece?: string
  readonly fromFile?: string
  readonly fromRank?: string
  readonly to?: string
  readonly capture?: boolean
  readonly promotion?: string
  readonly castle?: 'k' | 'q'
}

/** Whether a legal move is what was written. A missing capture sign is forgiven, a wrong one is not. */
export function matchesSan(move: Move, written: SanMove): boolean {
  if (written.castle) return written.castle === 'k' ? move.isKingsideCastle() : move.isQueensideCastle()
  return (
    move.to === written.to &&
    (written.piece === undefined || move.piece === written.piece) &&
    (written.fromFile === undefined || move.from.startsWith(written.fromFile)) &&
    (written.fromRank === undefined || move.from.endsWith(written.fromRank)) &&
    (!written.capture || move.captured !== undefined) &&
    move.promotion === written.promotion
  )
}

const LONGEST_LINE = 4000

/** The moves of a line, without move numbers, `{comments}`, `$1` glyphs, `e.p.` and a closing result. */
export function splitLine(line: string): string[] {
  if (line.length > LONGEST_LINE) {
    throw new InvalidMove(
      line.slice(0, 20),
      `A line may have at most ${LONGEST_LINE} characters, this has ${line.length}.`,
    )
  }
  return line
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/\$\d+/g, ' ')
    .replace(/\s*(?:1-0|0-1|1\/2-1\/2|½-½|\*)\s*$/u, '')
    .replace(/(?<![A-Za-z0-9])\d+\s*(?:\.+|…)/gu, ' ')
    .replace(/(?<=^|\s)(?:\.{2,3}|…)/gu, ' ')
    .replace(/\se\.p\.(?=\s|$)/g, ' ')
    .split(/[\s,]+/)
    .filter((move) => move !== '')
}
