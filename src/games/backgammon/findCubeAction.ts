import { InvalidMove } from '../InvalidMove.js'
import { quoted } from '../quoted.js'
import { cubeActions } from './cubeActions.js'
import type { Xgid } from './Xgid.js'

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
