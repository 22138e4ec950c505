import type { Xgid } from './Xgid.js'

/** The canonical spelling: with `XGID=`, plain numbers, the higher die first. */
export function writeXgid(xgid: Xgid): string {
  const { board, cube, cubeOwner, turn, dice, scoreBottom, scoreTop, rules, matchLength, maxCube } = xgid
  return `XGID=${[board, cube, cubeOwner, turn, dice, scoreBottom, scoreTop, rules, matchLength, maxCube].join(':')}`
}
