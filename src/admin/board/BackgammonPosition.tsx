'use client'
import { type Position, positionOf } from '../../games/backgammon/position.js'
import { parseXgid } from '../../games/backgammon/xgid.js'
import { InvalidNotation } from '../../games/Game.js'
import './board.css'
import { BackgammonDrawing } from './BackgammonDrawing.js'

/**
 * A backgammon position as a drawing without words, for pages of your own: the player to move has the light checkers and sits
 * at the bottom. Say what it shows beside it, or in the `aria-label` of what is around it.
 *
 * @param props.notation an XGID; where it is none, it is shown as it is
 */
export const BackgammonPosition = ({ notation }: { notation: string }) => {
  const position = readBackgammon(notation)
  return position ? <BackgammonDrawing hasNumbers position={position} /> : <code>{notation}</code>
}

/** Undefined where it is no XGID. */
export const readBackgammon = (notation: string): Position | undefined => {
  try {
    return positionOf(parseXgid(notation))
  } catch (error) {
    if (error instanceof InvalidNotation) return undefined
    throw error
  }
}
