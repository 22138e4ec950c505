import type { GameChoice } from '../shared/GameChoice.js'

/** What the server tells the browser about importing here. Plain data. */
export interface ImportProps {
  games: GameChoice[]
  difficulties: { value: string; label: string }[]
  formats: readonly string[]
  positionsSlug: string
}
