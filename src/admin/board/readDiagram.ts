import type { ChessDiagram, DiagramPiece } from './ChessDiagram.js'

/**
 * The pieces of a FEN, read without a chess engine: list cells draw fifty of them. Undefined when the placement is not
 * eight ranks of eight squares; whether the position is possible is not asked here.
 */
export const readDiagram = (notation: string): ChessDiagram | undefined => {
  const [placement = '', turn] = notation.trim().split(/\s+/)
  const ranks = placement.split('/')
  if (ranks.length !== 8) return undefined
  const pieces: DiagramPiece[] = []
  for (const [index, row] of ranks.entries()) {
    let file = 0
    for (const sign of row) {
      if (/[1-8]/.test(sign)) file += Number(sign)
      else if (/[kqrbnp]/i.test(sign)) {
        const color = sign === sign.toUpperCase() ? 'w' : 'b'
        pieces.push({ kind: `${color}${sign.toUpperCase()}`, file, rank: 7 - index })
        file += 1
      } else return undefined
    }
    if (file !== 8) return undefined
  }
  return { pieces, turn: turn === 'b' ? 'b' : 'w' }
}
