import type { Chess } from 'chess.js'

const POINTS: Record<string, number> = { q: 9, r: 5, b: 3, n: 3 }
const ENDGAME_POINTS = 13
const OPENING_MOVES = 12
const MINORS_AT_HOME = 5
const MINOR_HOMES = { n: ['b1', 'g1', 'b8', 'g8'], b: ['c1', 'f1', 'c8', 'f8'] } as const

/**
 * The phase as far as the board tells.
 *
 * Endgame: each side has at most 13 points of pieces (queen 9, rook 5, bishop and knight 3), after Jonathan Speelman,
 * *Endgame Preparation* (1981), who draws the line at thirteen points without the king; we leave out pawns too, so that
 * a rook ending stays one whatever pawns are left. Opening: at least five of the eight minor pieces at home, or move
 * 2 to 12 (move 1 of another position than the first means that nobody counted). Everything else: middlegame.
 */
export function phaseOfPosition(position: Chess): 'opening' | 'middlegame' | 'endgame' {
  if (points(position, 'w') <= ENDGAME_POINTS && points(position, 'b') <= ENDGAME_POINTS) return 'endgame'
  const counted = position.moveNumber() > 1 && position.moveNumber() <= OPENING_MOVES
  return counted || minorsAtHome(position) >= MINORS_AT_HOME ? 'opening' : 'middlegame'
}

function points(position: Chess, color: 'w' | 'b'): number {
  return position
    .board()
    .flat()
    .reduce((sum, piece) => sum + (piece?.color === color ? (POINTS[piece.type] ?? 0) : 0), 0)
}

function minorsAtHome(position: Chess): number {
  return (['n', 'b'] as const).flatMap((type) =>
    MINOR_HOMES[type].filter((square) => {
      const piece = position.get(square)
      return piece?.type === type && piece.color === (square.endsWith('1') ? 'w' : 'b')
    }),
  ).length
}
