/** What a written move says; matched against legal moves. `piece` is missing where only two squares are named. */
export interface SanMove {
  readonly piece?: string
  readonly fromFile?: string
  readonly fromRank?: string
  readonly to?: string
  readonly capture?: boolean
  readonly promotion?: string
  readonly castle?: 'k' | 'q'
}
