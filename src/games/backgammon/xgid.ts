import { quoted } from '../../text.js'
import { InvalidNotation } from '../Game.js'

const LONGEST_XGID = 120
/** What nearly every program writes. */
const USUAL_MAX_CUBE = '10'
const FIELDS = [
  'position',
  'cube value',
  'cube owner',
  'turn',
  'dice',
  "bottom player's score",
  "top player's score",
  'Crawford or Jacoby flag',
  'match length',
  'maximum cube',
]

/**
 * Reads an XGID, with or without the `XGID=` before it. Where the last field is missing, as some programs leave it out, the
 * maximum cube is the usual one.
 * @throws InvalidNotation naming the field that is wrong
 */
export function parseXgid(notation: string): Xgid {
  const fail = (reason: string): never => {
    throw new InvalidNotation(notation, `${quoted(notation)} is not an XGID we can use: ${reason}`)
  }
  if (notation.length > LONGEST_XGID) fail(`it has more than ${LONGEST_XGID} characters.`)
  const fields = notation
    .trim()
    .replace(/^XGID\s*=\s*/i, '')
    .split(':')
    .map((field) => field.trim())
  if (fields.length === FIELDS.length - 1) fields.push(USUAL_MAX_CUBE)
  if (fields.length !== FIELDS.length) {
    fail(`it needs ${FIELDS.length} fields separated by ":" (${FIELDS.join(', ')}); this has ${fields.length}.`)
  }
  const [board = '', , , , dice = ''] = fields
  const numberAt = (index: number, from: number, to: number): number => {
    const field = fields[index] ?? ''
    const value = /^-?\d{1,5}$/.test(field) ? Number(field) : Number.NaN
    if (value >= from && value <= to) return value
    return fail(`the ${FIELDS[index]} must be a whole number from ${from} to ${to}, not ${quoted(field)}.`)
  }
  const turn = numberAt(3, -1, 1)
  if (turn === 0) fail('the turn must be 1 (bottom player) or -1 (top player), not 0.')
  if (!/^(00|[DBR]|[1-6]{2})$/.test(dice)) {
    fail(`the dice must be 00, D, B, R or two digits from 1 to 6, not ${quoted(dice)}.`)
  }
  const xgid: Xgid = {
    board,
    cube: numberAt(1, 0, 20),
    cubeOwner: numberAt(2, -1, 1) as Xgid['cubeOwner'],
    turn: turn as Xgid['turn'],
    dice: [...dice].sort().reverse().join(''),
    scoreBottom: numberAt(5, 0, 99_999),
    scoreTop: numberAt(6, 0, 99_999),
    rules: numberAt(7, 0, 3),
    matchLength: numberAt(8, 0, 999),
    maxCube: numberAt(9, 0, 20),
  }
  const problem = boardProblem(board) ?? matchProblem(xgid)
  if (problem) fail(problem)
  return xgid
}

/** The ten fields of an XGID, read but not turned: always from the view of the bottom player. */
export interface Xgid {
  /** 26 characters: top player's bar, points 1–24 of the bottom player, bottom player's bar. */
  readonly board: string
  /** Exponent of the cube: 0 is 1, 1 is 2, 3 is 8. */
  readonly cube: number
  /** Who owns the cube: 1 bottom, -1 top, 0 centred. */
  readonly cubeOwner: -1 | 0 | 1
  /** Who is to move: 1 bottom, -1 top. */
  readonly turn: -1 | 1
  /** `00` before the roll, `D`, `B`, `R` after a double, beaver, raccoon; else two digits, higher first. */
  readonly dice: string
  readonly scoreBottom: number
  readonly scoreTop: number
  /** In a match 1 for the Crawford game; for money 1 Jacoby, 2 beavers, 3 both. */
  readonly rules: number
  /** 0 for money. */
  readonly matchLength: number
  /** Exponent of the highest cube. Programs that do not know it write 0, which limits nothing once the cube was turned. */
  readonly maxCube: number
}

/** The canonical spelling: with `XGID=`, plain numbers, the higher die first. */
export function writeXgid(xgid: Xgid): string {
  const { board, cube, cubeOwner, turn, dice, scoreBottom, scoreTop, rules, matchLength, maxCube } = xgid
  return `XGID=${[board, cube, cubeOwner, turn, dice, scoreBottom, scoreTop, rules, matchLength, maxCube].join(':')}`
}

/**
 * What makes an XGID this position: checkers, cube value and owner, and dice, as the side to move sees them; so the
 * same decision drawn from the other side of the board is the same position. Score, match length, rules and the
 * maximum cube are left out, as move counters are in chess: a library that wants one position at two scores keeps
 * one of them.
 */
export function identityOfXgid(xgid: Xgid): string {
  const board = xgid.turn === 1 ? xgid.board : [...xgid.board].reverse().map(swapSide).join('')
  return [board, xgid.cube, xgid.cubeOwner * xgid.turn || 0, xgid.dice].join(':')
}

function swapSide(sign: string): string {
  return sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase()
}

const CHECKERS = 15

/** What is wrong with the 26 position characters of an XGID, or undefined. Missing checkers are borne off. */
function boardProblem(board: string): string | undefined {
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

/** What is wrong with cube, score and match length of an XGID together, or undefined. */
function matchProblem(xgid: Xgid): string | undefined {
  const { cube, cubeOwner, matchLength, maxCube, rules, scoreBottom, scoreTop } = xgid
  if (cubeOwner !== 0 && cube === 0)
    return 'the cube has an owner but still shows 1; an owned cube is at least 2 (value 1).'
  if (maxCube > 0 && cube > maxCube) return `the cube value ${cube} is above the maximum cube ${maxCube}.`
  if (matchLength === 0) return undefined
  const leader = Math.max(scoreBottom, scoreTop)
  if (leader >= matchLength) return `a score of ${leader} has already won a match to ${matchLength}.`
  if (rules > 1) return `in a match the Crawford flag is 0 or 1, not ${rules}.`
  if (cubeOwner === 0 && cube > 0) return 'in a match the cube stands at 1 (value 0) until a player owns it.'
  if (rules === 1 && leader !== matchLength - 1)
    return 'the Crawford game needs a player one point from winning the match.'
  if (rules === 1 && cubeOwner !== 0) return 'nobody can own the cube in the Crawford game.'
  return undefined
}
