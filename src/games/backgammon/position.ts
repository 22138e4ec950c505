import type { Xgid } from './xgid.js'

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

/**
 * A backgammon position as the side to move sees it.
 * `points[1..24]`: positive counts are the mover's checkers, negative ones the opponent's; `points[25]` is the mover's
 * bar, `points[0]` the opponent's as a negative count.
 */
export interface Position {
  readonly points: readonly number[]
  /** Dice to play, higher first; two equal numbers are a double. Undefined before the roll and at cube decisions. */
  readonly dice?: readonly [number, number]
}

export interface Step {
  readonly from: number
  readonly to: number
  readonly isHit: boolean
}

/** One way to play a roll, and the board it leaves (see `Position.points`). */
export interface Play {
  readonly steps: readonly Step[]
  readonly points: readonly number[]
}

const HOME = 6
const UNMOVED_FOR_EARLY = 10
const START = new Map([
  [6, 5],
  [8, 3],
  [13, 5],
  [24, 2],
])

/**
 * The phase as far as the board tells. Opening: the start position. Bear-off: no contact, and the side to move has all
 * its checkers home. Early: contact, nothing borne off, and each side has at least ten of its fifteen checkers where
 * they started. Everything else, races included: middle.
 */
export function phaseOfPosition({ points }: Position): 'opening' | 'early' | 'middle' | 'bearoff' {
  const own = points.map((count) => Math.max(count, 0))
  const other = points.map((count) => Math.max(-count, 0)).reverse()
  const unmoved = Math.min(onStartPoints(own), onStartPoints(other))
  if (unmoved === 15) return 'opening'
  const highest = own.findLastIndex((count) => count > 0)
  const hasContact = highest + other.findLastIndex((count) => count > 0) > 25
  if (!hasContact) return highest <= HOME ? 'bearoff' : 'middle'
  const isFull = total(own) === 15 && total(other) === 15
  return isFull && unmoved >= UNMOVED_FOR_EARLY ? 'early' : 'middle'
}

function onStartPoints(side: readonly number[]): number {
  return [...START].reduce((sum, [point, count]) => sum + Math.min(side[point] ?? 0, count), 0)
}

function total(side: readonly number[]): number {
  return side.reduce((sum, count) => sum + count, 0)
}
