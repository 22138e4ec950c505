import { hasMoveBesides, playMove, spellMove, splitLine } from './chess/moves.js'
import { loadPosition, phaseOfPosition } from './chess/position.js'
import { illegalMovesInProse, namesMove } from './chess/prose.js'
import type { Game } from './Game.js'

/**
 * Chess, in FEN and SAN, judged by chess.js.
 *
 * - Notation: FEN with six fields, or EPD's first four (counters become `0 1`); move 0 is move 1. Canonical is six fields with an
 *   en-passant square only where a capture there is legal. Identity is the first four fields.
 * - Moves: SAN with or without decorations, long algebraic, figurines, UCI. Canonical is chess.js' SAN, with check marks.
 * - Lines: the same, with or without what `MoveText` passes over: numbers, comments, variations, glyphs, a result. Canonical
 *   is SAN alone.
 */
export const chess: Game = {
  slug: 'chess',
  label: 'Chess',
  notationName: 'FEN',
  phases: [
    { value: 'opening', label: 'Opening' },
    { value: 'middlegame', label: 'Middlegame' },
    { value: 'endgame', label: 'Endgame' },
  ],
  normalizeNotation: (notation) => loadPosition(notation).fen(),
  identityOf: (notation) => notation.split(' ').slice(0, 4).join(' '),
  phaseOf: (notation) => phaseOfPosition(loadPosition(notation)),
  normalizeMove: (notation, move) => spellMove(loadPosition(notation), move),
  normalizeLine(notation, line) {
    const position = loadPosition(notation)
    return splitLine(line)
      .map((move, index) => playMove(position, move, index))
      .join(' ')
  },
  legalMoves: (notation) => loadPosition(notation).moves().sort(),
  hasMoveBesides: (notation, moves) => hasMoveBesides(loadPosition(notation), moves),
  asGoodAs: (notation, move) =>
    move.endsWith('#')
      ? loadPosition(notation)
          .moves()
          .filter((other) => other !== move && other.endsWith('#'))
      : [],
  illegalMovesInProse,
  namesMove,
}
