import { playMove } from '../../games/chess/moves.js'
import { loadPosition } from '../../games/chess/position.js'
import { InvalidMove } from '../../games/Game.js'
import type { Words } from '../../words/words.js'

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

/** What a board shows of a chess position. */
export interface ChessDiagram {
  /** In the order of the FEN: from a8 to h1. */
  readonly pieces: readonly DiagramPiece[]
  readonly turn: 'b' | 'w'
}

interface DiagramPiece {
  /** Color and kind as in react-chessboard: `wK`, `bP`. */
  readonly kind: string
  /** 0 is the a-file. */
  readonly file: number
  /** 0 is the first rank. */
  readonly rank: number
}

/** In the order in which people read a position out. */
const kinds = ['k', 'q', 'r', 'b', 'n', 'p'] as const

/** The position in words, for people who do not see the board. */
export const describeChess = (words: Words, diagram: ChessDiagram): string =>
  words('position:chess', {
    side: sideOf(words, diagram),
    white: piecesOf(words, diagram.pieces, 'w'),
    black: piecesOf(words, diagram.pieces, 'b'),
  })

/** Who is to move. */
export const sideOf = (words: Words, { turn }: Pick<ChessDiagram, 'turn'>): string =>
  words(turn === 'w' ? 'board:white' : 'board:black')

const piecesOf = (words: Words, pieces: readonly DiagramPiece[], color: string): string =>
  kinds
    .map((kind) => {
      const squares = pieces.filter((piece) => piece.kind === `${color}${kind.toUpperCase()}`).map(squareOf)
      const count = squares.length
      return count > 0 ? words(`position:${kind}`, { count, squares: joined(words, squares.sort()) }) : ''
    })
    .filter(Boolean)
    .join(', ') || words('position:nothing')

const squareOf = ({ file, rank }: DiagramPiece): string => `${'abcdefgh'[file]}${rank + 1}`

const joined = (words: Words, squares: readonly string[]): string => {
  const last = squares.at(-1) ?? ''
  return squares.length < 2 ? last : words('position:and', { first: squares.slice(0, -1).join(', '), last })
}

interface SolutionArrow {
  from: string
  to: string
}

/** From where to where a move goes, or undefined when it is not legal there: an editor may be half-way through typing. */
export const solutionArrow = (notation: string, move: string): SolutionArrow | undefined => {
  const position = loadPosition(notation)
  try {
    playMove(position, move)
  } catch (error) {
    if (error instanceof InvalidMove) return undefined
    throw error
  }
  const played = position.history({ verbose: true }).at(-1)
  return played && { from: played.from, to: played.to }
}
