import type { Move } from 'chess.js'
import type { SanMove } from './SanMove.js'

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
