import { quoted } from '../../text.js'
import { InvalidMove } from '../Game.js'
import type { Xgid } from './xgid.js'

/**
 * The answers to a cube decision, sorted. Before the roll: `No double`, and where the cube may be turned `Double/Pass`
 * and `Double/Take` (what both sides should do). After a double, beaver or raccoon: `Pass` or `Take`.
 */
export function cubeActions(xgid: Xgid): string[] {
  if (xgid.dice !== '00') return ['Pass', 'Take']
  const isCrawford = xgid.matchLength > 0 && xgid.rules === 1
  // A cube that was turned above a maximum of 0 says that nobody wrote the maximum down.
  const isBelowMax = xgid.cube < xgid.maxCube || (xgid.maxCube === 0 && xgid.cube > 0)
  const mayTurn = (xgid.cubeOwner === 0 || xgid.cubeOwner === xgid.turn) && isBelowMax && !isCrawford
  return mayTurn ? ['Double/Pass', 'Double/Take', 'No double'] : ['No double']
}

const SPELLINGS: Record<string, string> = {
  'no double': 'No double',
  'no redouble': 'No double',
  nd: 'No double',
  roll: 'No double',
  'no double/take': 'No double',
  'double/take': 'Double/Take',
  'redouble/take': 'Double/Take',
  'd/t': 'Double/Take',
  'double/pass': 'Double/Pass',
  'double/drop': 'Double/Pass',
  'redouble/pass': 'Double/Pass',
  'redouble/drop': 'Double/Pass',
  'd/p': 'Double/Pass',
  take: 'Take',
  accept: 'Take',
  pass: 'Pass',
  drop: 'Pass',
}

/**
 * The cube action a word stands for.
 * @throws InvalidMove naming the actions that are possible
 */
export function findCubeAction(xgid: Xgid, move: string): string {
  const word = move
    .trim()
    .toLowerCase()
    .replace(/\s*[/,]\s*/g, '/')
    .replace(/\s+/g, ' ')
  const action = Object.hasOwn(SPELLINGS, word) ? SPELLINGS[word] : undefined
  const possible = cubeActions(xgid)
  if (action && possible.includes(action)) return action
  throw new InvalidMove(
    move,
    `${quoted(move)} is not possible at this cube decision. Possible: ${possible.join(', ')}.`,
  )
}
