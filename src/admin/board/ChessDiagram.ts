/** What a board shows of a chess position. */
export interface ChessDiagram {
  /** In the order of the FEN: from a8 to h1. */
  readonly pieces: readonly DiagramPiece[]
  readonly turn: 'b' | 'w'
}

export interface DiagramPiece {
  /** Color and kind as in react-chessboard: `wK`, `bP`. */
  readonly kind: string
  /** 0 is the a-file. */
  readonly file: number
  /** 0 is the first rank. */
  readonly rank: number
}
