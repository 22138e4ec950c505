import { quoted } from '../quoted.js'

const CHECKERS = 15

/** What is wrong with the 26 position characters of an XGID, or undefined. Missing checkers are borne off. */
export function boardProblem(board: string): string | undefined {
  if (board.length !== 26) return `the position needs 26 characters (bar, 24 points, bar); this has ${board.length}.`
  const unknown = /[^-A-Oa-o]/.exec(board)
  if (unknown) {
    return `the position contains ${quoted(unknown[0])}; allowed are "-", A–O for 1–15 checkers of the bottom player and a–o for the top player's.`
  }
  if (/[A-Z]/.test(board[0] ?? ''))
    return 'the first character is the bar of the top player and takes lower-case letters only.'
  if (/[a-z]/.test(board[25] ?? ''))
    return 'the last character is the bar of the bottom player and takes capital letters only.'
  for (const [name, first, pattern] of [
    ['bottom', 'A', /[A-O]/g],
    ['top', 'a', /[a-o]/g],
  ] as const) {
    const count = (board.match(pattern) ?? []).reduce(
      (sum, sign) => sum + sign.charCodeAt(0) - first.charCodeAt(0) + 1,
      0,
    )
    if (count > CHECKERS) return `the ${name} player has ${count} checkers; at most ${CHECKERS} are possible.`
    if (count === 0) return `the ${name} player has borne off every checker, so the game is over.`
  }
  return undefined
}
