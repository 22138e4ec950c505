import { positionOf } from '../../games/backgammon/position.js'
import type { Xgid } from '../../games/backgammon/xgid.js'
import { type CheckerStack, checkerStacks } from './checkerStacks.js'
import { pipCounts } from './pipCounts.js'

/** The position in words, points numbered as the player to move sees them. */
export const describeBackgammon = (xgid: Xgid): string => {
  const position = positionOf(xgid)
  const stacks = checkerStacks(position)
  const { mover, opponent } = pipCounts(position)
  const roll = position.dice ? `to play ${position.dice.join('-')}` : 'to decide about the cube'
  return (
    `Backgammon position, ${roll}. Player to move, ${mover} pips: ${side(stacks, true)}. ` +
    `Opponent, ${opponent} pips: ${side(stacks, false)}.`
  )
}

const side = (stacks: readonly CheckerStack[], isMover: boolean): string =>
  stacks
    .filter((stack) => stack.isMover === isMover)
    .sort((one, other) => other.point - one.point)
    .map(({ point, count }) => `${count} on ${place(point)}`)
    .join(', ') || 'nothing'

const place = (point: number): string => (point === 0 || point === 25 ? 'the bar' : `point ${point}`)
