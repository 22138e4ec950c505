import type { Play } from './Play.js'
import type { Position } from './Position.js'
import { stepsWith } from './stepsWith.js'
import { takeStep } from './takeStep.js'

/**
 * Every way to play the dice under the rules of use: both dice if possible, four of a double, and if only one can be
 * played, the larger one. Plays that leave the same board appear once per way. Empty when nothing can be moved, or
 * without dice.
 */
export function legalPlays({ points, dice }: Position): Play[] {
  if (!dice) return []
  const [high, low] = dice
  const start: Play = { steps: [], points }
  if (high === low) return longest(playInOrder({ play: start, dice: [high, high, high, high], isDouble: true }))
  const highFirst = playInOrder({ play: start, dice: [high, low], isDouble: false })
  const lowFirst = playInOrder({ play: start, dice: [low, high], isDouble: false })
  const most = longest([...highFirst, ...lowFirst])
  const onlyHigh = most[0]?.steps.length === 1 ? highFirst.filter((play) => play.steps.length === 1) : []
  return onlyHigh.length > 0 ? onlyHigh : most
}

/** Plays the dice in this order as far as they go: a die that cannot be played ends the play. */
function playInOrder(input: { play: Play; dice: readonly number[]; isDouble: boolean }): Play[] {
  const { play, dice, isDouble } = input
  const [die, ...rest] = dice
  if (die === undefined) return [play]
  // Every play of a double can be made from high points to low ones; other orders would only repeat it.
  const ceiling = isDouble ? (play.steps.at(-1)?.from ?? 25) : 25
  const steps = stepsWith(play.points, die).filter((step) => step.from <= ceiling)
  if (steps.length === 0) return [play]
  return steps.flatMap((step) =>
    playInOrder({
      play: { steps: [...play.steps, step], points: takeStep(play.points, step) },
      dice: rest,
      isDouble,
    }),
  )
}

function longest(plays: Play[]): Play[] {
  const most = Math.max(...plays.map((play) => play.steps.length))
  return most === 0 ? [] : plays.filter((play) => play.steps.length === most)
}
