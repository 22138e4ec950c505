import { quoted } from '../quoted.js'

const HOMES = {
  K: { king: 'e1', rook: 'h1' },
  Q: { king: 'e1', rook: 'a1' },
  k: { king: 'e8', rook: 'h8' },
  q: { king: 'e8', rook: 'a8' },
} as const

/**
 * What is wrong with the castling and en-passant fields of a FEN, or undefined. chess.js checks their form only,
 * and then castles with a rook that is not there or captures a pawn that never moved.
 */
export function rightsProblem(fen: {
  pieces: string
  turn: string
  castling: string
  enPassant: string
}): string | undefined {
  const board = boardOf(fen.pieces)
  if (!/^(-|(?=.)K?Q?k?q?)$/.test(fen.castling)) {
    return `castling must be "-" or some of KQkq in this order, not ${quoted(fen.castling)}.`
  }
  for (const right of fen.castling.replace('-', '') as Iterable<keyof typeof HOMES>) {
    const { king, rook } = HOMES[right]
    const white = right === right.toUpperCase()
    if (board.get(king) !== (white ? 'K' : 'k') || board.get(rook) !== (white ? 'R' : 'r')) {
      return `castling "${right}" needs the ${white ? 'white' : 'black'} king on ${king} and a rook on ${rook}.`
    }
  }
  return enPassantProblem(board, fen)
}

function enPassantProblem(board: Map<string, string>, fen: { turn: string; enPassant: string }): string | undefined {
  if (fen.enPassant === '-') return undefined
  const rank = fen.turn === 'w' ? 6 : 3
  if (!new RegExp(`^[a-h]${rank}$`).test(fen.enPassant)) {
    return `the en-passant square must be "-" or on rank ${rank}, not ${quoted(fen.enPassant)}.`
  }
  const file = fen.enPassant.slice(0, 1)
  const [pawn, from, to] = fen.turn === 'w' ? ['p', `${file}7`, `${file}5`] : ['P', `${file}2`, `${file}4`]
  if (board.get(to) === pawn && !board.has(from) && !board.has(fen.enPassant)) return undefined
  return `no pawn can just have moved from ${from} to ${to}, so ${fen.enPassant} is no en-passant square.`
}

function boardOf(pieces: string): Map<string, string> {
  const board = new Map<string, string>()
  for (const [row, rank] of pieces.split('/').entries()) {
    let file = 0
    for (const sign of rank) {
      if (!/\d/.test(sign)) board.set(`${'abcdefgh'[file]}${8 - row}`, sign)
      file += Number(sign) || 1
    }
  }
  return board
}
