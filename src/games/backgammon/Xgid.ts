/** The ten fields of an XGID, read but not turned: always from the view of the bottom player. */
export interface Xgid {
  /** 26 characters: top player's bar, points 1–24 of the bottom player, bottom player's bar. */
  readonly board: string
  /** Exponent of the cube: 0 is 1, 1 is 2, 3 is 8. */
  readonly cube: number
  /** Who owns the cube: 1 bottom, -1 top, 0 centred. */
  readonly cubeOwner: -1 | 0 | 1
  /** Who is to move: 1 bottom, -1 top. */
  readonly turn: -1 | 1
  /** `00` before the roll, `D`, `B`, `R` after a double, beaver, raccoon; else two digits, higher first. */
  readonly dice: string
  readonly scoreBottom: number
  readonly scoreTop: number
  /** In a match 1 for the Crawford game; for money 1 Jacoby, 2 beavers, 3 both. */
  readonly rules: number
  /** 0 for money. */
  readonly matchLength: number
  /** Exponent of the highest cube. */
  readonly maxCube: number
}
