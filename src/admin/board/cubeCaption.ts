import type { Xgid } from '../../games/backgammon/xgid.js'

/** Cube and score in words, from the side of the player to move. */
export const cubeCaption = (xgid: Xgid): string => {
  const value = 2 ** xgid.cube
  const cube = xgid.cubeOwner === 0 ? 'in the middle' : xgid.cubeOwner === xgid.turn ? 'yours' : 'the opponent’s'
  const [mine, theirs] = xgid.turn === 1 ? [xgid.scoreBottom, xgid.scoreTop] : [xgid.scoreTop, xgid.scoreBottom]
  const score = xgid.matchLength === 0 ? 'Money game' : `Match to ${xgid.matchLength}, ${mine}–${theirs}`
  return `${score} · Cube ${value}, ${cube}`
}
