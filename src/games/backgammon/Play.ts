/** One checker moved by one die. 25 is the bar, 0 is off. */
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
