import type { Xgid } from './Xgid.js'

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
