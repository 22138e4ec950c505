import { InvalidNotation } from '../InvalidNotation.js'
import { quoted } from '../quoted.js'
import { boardProblem } from './boardProblem.js'
import { matchProblem } from './matchProblem.js'
import type { Xgid } from './Xgid.js'

const LONGEST_XGID = 120
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
 * Reads an XGID, with or without the `XGID=` before it.
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
