import type { Position } from './Position.js'
import type { Xgid } from './Xgid.js'

/** The position of an XGID as its side to move sees it. */
export function positionOf(xgid: Xgid): Position {
  const bottom = [...xgid.board].map(checkers)
  const points = xgid.turn === 1 ? bottom : bottom.reverse().map((count) => -count || 0)
  if (!/^[1-6]{2}$/.test(xgid.dice)) return { points }
  return { points, dice: [Number(xgid.dice[0]), Number(xgid.dice[1])] }
}

function checkers(sign: string): number {
  if (sign === '-') return 0
  const isBottom = sign === sign.toUpperCase()
  return isBottom ? sign.charCodeAt(0) - 64 : 96 - sign.charCodeAt(0)
}
