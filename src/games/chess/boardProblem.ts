import { quoted } from '../quoted.js'

const SIDES = [
  { name: 'White', king: 'K', pawn: 'P', officers: { Q: 1, R: 2, B: 2, N: 2 } },
  { name: 'Black', king: 'k', pawn: 'p', officers: { q: 1, r: 2, b: 2, n: 2 } },
]

/** What is wrong with the piece field of a FEN, or undefined. */
export function boardProblem(pieces: string): string | undefined {
  const ranks = pieces.split('/')
  if (ranks.length !== 8) return `the pieces need eight ranks separated by "/", this has ${ranks.length}.`
  for (const [index, rank] of ranks.entries()) {
    const problem = rankProblem(rank, 8 - index)
    if (problem) return problem
  }
  if (/p/i.test(`${ranks[0]}${ranks[7]}`)) return 'there is a pawn on the first or last rank.'
  for (const side of SIDES) {
    const kings = count(pieces, side.king)
    if (kings !== 1)
      return `${side.name} has ${kings === 0 ? 'no king' : `${kings} kings`}; each side needs exactly one.`
    const pawns = count(pieces, side.pawn)
    if (pawns > 8) return `${side.name} has ${pawns} pawns; at most eight are possible.`
    const promoted = Object.entries(side.officers).reduce(
      (sum, [letter, start]) => sum + Math.max(0, count(pieces, letter) - start),
      0,
    )
    if (promoted > 8 - pawns) return `${side.name} has more pieces than its missing pawns can have promoted to.`
  }
  return undefined
}

function rankProblem(rank: string, number: number): string | undefined {
  const unknown = /[^1-8KQRBNPkqrbnp]/u.exec(rank)
  if (unknown) return `rank ${number} contains ${quoted(unknown[0])}; allowed are KQRBNP, kqrbnp and 1–8.`
  if (/\d\d/.test(rank)) return `rank ${number} has two numbers in a row.`
  const squares = [...rank].reduce((sum, sign) => sum + (Number(sign) || 1), 0)
  return squares === 8 ? undefined : `rank ${number} describes ${squares} squares instead of 8.`
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1
}
