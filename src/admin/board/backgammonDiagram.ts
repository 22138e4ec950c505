import { type Position, positionOf } from '../../games/backgammon/position.js'
import type { Xgid } from '../../games/backgammon/xgid.js'
import type { Words } from '../../words/words.js'

/** The position in words, points numbered as the player to move sees them. */
export const describeBackgammon = (words: Words, xgid: Xgid): string => {
  const position = positionOf(xgid)
  const stacks = checkerStacks(position)
  const { mover, opponent } = pipCounts(position)
  const { dice } = position
  return words('position:backgammon', {
    task: dice ? words('position:roll', { roll: rollOf(dice) }) : words('position:cubeDecision'),
    mover,
    mine: side(words, stacks, true),
    opponent,
    theirs: side(words, stacks, false),
  })
}

/** `5-3` */
export const rollOf = (dice: readonly [number, number]): string => dice.join('-')

const side = (words: Words, stacks: readonly CheckerStack[], isMover: boolean): string =>
  stacks
    .filter((stack) => stack.isMover === isMover)
    .sort((one, other) => other.point - one.point)
    .map(({ point, count }) => words('position:checkers', { checkers: count, place: place(words, point) }))
    .join(', ') || words('position:nothing')

const place = (words: Words, point: number): string =>
  point === 0 || point === 25 ? words('position:bar') : words('position:point', { point })

/** Cube and score in words, from the side of the player to move. */
export const cubeCaption = (words: Words, xgid: Xgid): string => {
  const value = 2 ** xgid.cube
  const [mine, theirs] = xgid.turn === 1 ? [xgid.scoreBottom, xgid.scoreTop] : [xgid.scoreTop, xgid.scoreBottom]
  const score =
    xgid.matchLength === 0
      ? words('position:money')
      : words('position:match', { length: xgid.matchLength, mine, theirs })
  if (xgid.cubeOwner === 0) return words('position:cubeMiddle', { score, value })
  return words(xgid.cubeOwner === xgid.turn ? 'position:cubeYours' : 'position:cubeOpponent', { score, value })
}

/** Pips each side still has to go; the opponent counts the points from the other end. */
export const pipCounts = ({ points }: Position): { mover: number; opponent: number } => {
  let mover = 0
  let opponent = 0
  for (const [point, count] of points.entries()) {
    if (count > 0) mover += count * point
    else opponent -= count * (25 - point)
  }
  return { mover, opponent }
}

/** Where things stand on a backgammon board, in the units of its drawing. The mover's home is at the bottom right. */
export const geometry = {
  width: 572,
  height: 400,
  point: 40,
  bar: 44,
  pointHeight: 165,
  radius: 16.5,
  margin: 24,
} as const

const { width, height, point: pointWidth, bar, margin } = geometry

/** The middle of a point or bar, and whether its checkers grow down from the top. */
export const placeOf = (point: number): { x: number; isTop: boolean } => {
  if (point === 25 || point === 0) return { x: width / 2, isTop: point === 25 }
  const isTop = point > 12
  // Columns from the left: 0–5 outer board, 6–11 home board.
  const column = isTop ? point - 13 : 12 - point
  const x = margin + column * pointWidth + pointWidth / 2 + (column > 5 ? bar : 0)
  return { x, isTop }
}

/** Height of the nth checker's middle, counted from the edge of the board; stacks above five lie closer. */
export const heightOf = ({ isTop, nth, count }: { isTop: boolean; nth: number; count: number }): number => {
  const { radius } = geometry
  const gap = count > 5 ? (2 * radius * 4) / (count - 1) : 2 * radius
  const fromEdge = margin + radius + nth * gap
  return isTop ? fromEdge : height - fromEdge
}

/** The checkers of one player on one point, as the mover sees the board. */
export interface CheckerStack {
  /** 1–24, 25 the mover's bar, 0 the opponent's bar. */
  readonly point: number
  readonly count: number
  readonly isMover: boolean
}

export const checkerStacks = ({ points }: Position): CheckerStack[] =>
  points.flatMap((count, point) => (count === 0 ? [] : [{ point, count: Math.abs(count), isMover: count > 0 }]))
