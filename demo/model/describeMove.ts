/** What a chess move's notation alone says about it. */
export interface MoveFacts {
  piece: 'king' | 'queen' | 'rook' | 'bishop' | 'knight' | 'pawn'
  castles: boolean
  captures: boolean
  promotes: boolean
  checks: boolean
  mates: boolean
}

const pieces: Record<string, MoveFacts['piece']> = { K: 'king', Q: 'queen', R: 'rook', B: 'bishop', N: 'knight' }
const san =
  /^(?:(?<castles>O-O(?:-O)?)|(?<piece>[KQRBN])?[a-h]?[1-8]?(?<captures>x)?[a-h][1-8](?<promotes>=[QRBN])?)(?<sign>[+#])?$/

/** Reads a move in standard algebraic notation; `undefined` for moves of other games. */
export function describeMove(move: string): MoveFacts | undefined {
  const found = san.exec(move)?.groups
  if (!found) return undefined
  return {
    piece: found.castles ? 'king' : (pieces[found.piece ?? ''] ?? 'pawn'),
    castles: found.castles !== undefined,
    captures: found.captures !== undefined,
    promotes: found.promotes !== undefined,
    checks: found.sign !== undefined,
    mates: found.sign === '#',
  }
}
