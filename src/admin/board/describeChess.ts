import type { ChessDiagram, DiagramPiece } from './ChessDiagram.js'

/** In the order in which people read a position out, with the word for one and for several. */
const kinds = [
  ['K', 'king', 'kings'],
  ['Q', 'queen', 'queens'],
  ['R', 'rook', 'rooks'],
  ['B', 'bishop', 'bishops'],
  ['N', 'knight', 'knights'],
  ['P', 'pawn', 'pawns'],
] as const

/** The position in words, for people who do not see the board. */
export const describeChess = ({ pieces, turn }: ChessDiagram): string => {
  const mover = turn === 'w' ? 'White' : 'Black'
  return `Chess position, ${mover} to move. White: ${side(pieces, 'w')}. Black: ${side(pieces, 'b')}.`
}

const side = (pieces: readonly DiagramPiece[], color: string): string =>
  kinds
    .map(([letter, one, several]) => {
      const squares = pieces.filter(({ kind }) => kind === `${color}${letter}`).map(squareOf)
      return squares.length ? `${squares.length === 1 ? one : several} ${joined(squares.sort())}` : ''
    })
    .filter(Boolean)
    .join(', ') || 'nothing'

const squareOf = ({ file, rank }: DiagramPiece): string => `${'abcdefgh'[file]}${rank + 1}`

const joined = (squares: readonly string[]): string =>
  squares.length < 2 ? squares.join('') : `${squares.slice(0, -1).join(', ')} and ${squares.at(-1)}`
