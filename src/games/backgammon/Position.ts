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
