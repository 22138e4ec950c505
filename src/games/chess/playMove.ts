import type { Chess } from 'chess.js'
import { InvalidMove } from '../InvalidMove.js'
import { quoted } from '../quoted.js'
import { matchesSan } from './matchesSan.js'
import { parseSan } from './parseSan.js'

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
