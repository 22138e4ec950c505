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

/**
 * The words for each action, lower-case and with a slash between what the two sides do. GNU Backgammon and XG say of a
 * position where nobody should double what its answer would be as well, and how it is too good or the cube is dead. A
 * double that is optional is one, and one that will be beavered is taken.
 */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:nd|roll|(?:(?:no|never|too good to) (?:re)?double|too good)(?:\/(?:take|pass|drop|beaver))?)$/, 'No double'],
  [/^(?:(?:optional )?(?:re)?double\/(?:take|beaver)|d\/t)$/, 'Double/Take'],
  [/^(?:(?:optional )?(?:re)?double\/(?:pass|drop)|d\/p)$/, 'Double/Pass'],
  [/^(?:take|accept)$/, 'Take'],
  [/^(?:pass|drop)$/, 'Pass'],
]

/**
 * The cube action that words stand for, with or without what programs add in brackets: `No double, take (21.5%)`.
 * @throws InvalidMove naming the actions that are possible
 */
export function findCubeAction(xgid: Xgid, move: string): string {
  const words = move
    .trim()
    .toLowerCase()
    .replace(/\s*\([^()]*\)$/, '')
    .replace(/\s*[/,]\s*/g, '/')
    .replace(/\s+/g, ' ')
  const [, action] = SPELLINGS.find(([spelling]) => spelling.test(words)) ?? []
  const possible = cubeActions(xgid)
  if (action && possible.includes(action)) return action
  throw new InvalidMove(
    move,
    `${quoted(move)} is not possible at this cube decision. Possible: ${possible.join(', ')}.`,
  )
}
