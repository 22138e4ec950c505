import type { SanMove } from './SanMove.js'

const FIGURINES: Record<string, string> = {
  '♔': 'K',
  '♕': 'Q',
  '♖': 'R',
  '♗': 'B',
  '♘': 'N',
  '♙': '',
  '♚': 'K',
  '♛': 'Q',
  '♜': 'R',
  '♝': 'B',
  '♞': 'N',
  '♟': '',
}
const CASTLE = /^([O0])-\1(-\1)?$/i
const MOVE = /^([KQRBN])?([a-h])?([1-8])?([x:×-])?([a-h][1-8])(?:[=/]?([QRBN])|\(([QRBN])\))?$/

/**
 * Reads one move: SAN, long algebraic, UCI or figurines, with or without move number, check marks, `e.p.` and
 * `!`/`?`. Returns undefined when it is none of these.
 */
export function parseSan(text: string): SanMove | undefined {
  const bare = text
    .trim()
    .replace(/[♔-♟]\uFE0E?/gu, (figurine) => FIGURINES[figurine.slice(0, 1)] ?? '')
    .replace(/^\d+\s*(?:\.+|…)\s*|^(?:\.{2,3}|…)\s*/u, '')
    .replace(/(?:\s*e\.?p\.?)?[+#†‡!?]*$/u, '')
  const castle = CASTLE.exec(bare)
  if (castle) return { castle: castle[2] ? 'q' : 'k' }
  const read = MOVE.exec(
    bare.replace(/([18])([qrbn])$/, (_, rank: string, letter: string) => rank + letter.toUpperCase()),
  )
  if (!read) return undefined
  const [, piece, fromFile, fromRank, sign, to, promotion, inBrackets] = read
  const twoSquares = fromFile !== undefined && fromRank !== undefined
  return {
    piece: piece?.toLowerCase() ?? (twoSquares ? undefined : 'p'),
    fromFile,
    fromRank,
    to,
    capture: sign !== undefined && sign !== '-',
    promotion: (promotion ?? inBrackets)?.toLowerCase(),
  }
}
