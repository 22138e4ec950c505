/**
 * The result of king and pawn against king (or of the position just after its promotion or the pawn's loss), found by
 * computing all such positions backwards. Squares are 0 (a1) to 63 (h8), the pawn is always White's in the table.
 */
export function pawnEndingResult(fen: string): 'won' | 'drawn' {
  const [pieces = '', turn = 'w'] = fen.split(' ')
  const ranks = pieces.split('/').reverse()
  const isBlackPawn = /[pqrbn]/.test(pieces)
  const at = new Map<string, number>()
  for (const [rank, text] of (isBlackPawn ? [...ranks].reverse() : ranks).entries()) {
    let file = 0
    for (const sign of text) {
      if (/\d/.test(sign)) file += Number(sign)
      else at.set(isBlackPawn ? swapped(sign) : sign, rank * 8 + file++)
    }
  }
  const isWhiteToMove = (turn === 'w') !== isBlackPawn
  const white = at.get('K') ?? 0
  const black = at.get('k') ?? 0
  const queen = at.get('Q')
  if (queen !== undefined) return isPromotionWon({ white, black, piece: queen, isRook: false }) ? 'won' : 'drawn'
  const rook = at.get('R')
  if (rook !== undefined) return isPromotionWon({ white, black, piece: rook, isRook: true }) ? 'won' : 'drawn'
  const pawn = at.get('P')
  if (pawn === undefined) return 'drawn'
  return wonTable()[index({ isWhiteToMove, white, black, pawn })] === 1 ? 'won' : 'drawn'
}

interface Ending {
  isWhiteToMove: boolean
  white: number
  black: number
  pawn: number
}

let table: Uint8Array | undefined

function wonTable(): Uint8Array {
  if (table) return table
  const won = new Uint8Array(2 * 64 * 64 * 64)
  for (let changed = true; changed; ) {
    changed = false
    for (let pawn = 8; pawn < 56; pawn += 1) {
      for (let white = 0; white < 64; white += 1) {
        for (let black = 0; black < 64; black += 1) {
          if (white === black || white === pawn || black === pawn || near(white, black)) continue
          for (const isWhiteToMove of [true, false]) {
            const ending = { isWhiteToMove, white, black, pawn }
            if (won[index(ending)] === 1 || (isWhiteToMove && guards(pawn, black))) continue
            if (!(isWhiteToMove ? whiteWins(won, ending) : blackLoses(won, ending))) continue
            won[index(ending)] = 1
            changed = true
          }
        }
      }
    }
  }
  table = won
  return won
}

function whiteWins(won: Uint8Array, { white, black, pawn }: Ending): boolean {
  const after = (next: { white?: number; pawn?: number }) =>
    won[index({ isWhiteToMove: false, white: next.white ?? white, black, pawn: next.pawn ?? pawn })] === 1
  if (steps[white]?.some((to) => to !== pawn && !near(to, black) && after({ white: to }))) return true
  const one = pawn + 8
  if (one === white || one === black) return false
  if (one >= 56) return [true, false].some((isRook) => isPromotionWon({ white, black, piece: one, isRook }))
  const two = one + 8
  return after({ pawn: one }) || (pawn < 16 && two !== white && two !== black && after({ pawn: two }))
}

function blackLoses(won: Uint8Array, { white, black, pawn }: Ending): boolean {
  const moves = (steps[black] ?? []).filter((to) => !near(to, white) && !guards(pawn, to))
  return (
    moves.length > 0 &&
    moves.every((to) => to !== pawn && won[index({ isWhiteToMove: true, white, black: to, pawn })] === 1)
  )
}

/** Black to move against a new queen or rook: lost unless it can be taken or Black is stalemated. */
function isPromotionWon(input: { white: number; black: number; piece: number; isRook: boolean }): boolean {
  const { white, black, piece, isRook } = input
  if (near(black, piece) && !near(white, piece)) return false
  const isAttacked = (target: number) => sees({ piece, isRook, target, blocker: white })
  const isSafe = (to: number) => to !== piece && !near(to, white) && !isAttacked(to)
  return isAttacked(black) || (steps[black] ?? []).some(isSafe)
}

function sees({
  piece,
  isRook,
  target,
  blocker,
}: Record<'piece' | 'target' | 'blocker', number> & { isRook: boolean }) {
  const files = (target % 8) - (piece % 8)
  const ranks = (target >> 3) - (piece >> 3)
  const isStraight = files === 0 || ranks === 0
  if (target === piece || (!isStraight && (isRook || Math.abs(files) !== Math.abs(ranks)))) return false
  const step = Math.sign(files) + 8 * Math.sign(ranks)
  for (let square = piece + step; square !== target; square += step) if (square === blocker) return false
  return true
}

const steps = Array.from({ length: 64 }, (_, from) =>
  Array.from({ length: 64 }, (_square, to) => to).filter((to) => to !== from && near(from, to)),
)

function near(a: number, b: number): boolean {
  return Math.abs((a % 8) - (b % 8)) <= 1 && Math.abs((a >> 3) - (b >> 3)) <= 1
}

function guards(pawn: number, square: number): boolean {
  return (square >> 3) - (pawn >> 3) === 1 && Math.abs((square % 8) - (pawn % 8)) === 1
}

function index({ isWhiteToMove, white, black, pawn }: Ending): number {
  return ((((isWhiteToMove ? 1 : 0) * 64 + white) * 64 + black) * 64 + pawn) | 0
}

function swapped(sign: string): string {
  return sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase()
}
