import type { GameChoice } from '../shared/GameChoice.js'

/** What the server tells the browser about generating here. Plain data. */
export interface GenerateProps {
  games: GameChoice[]
  difficulties: { value: string; label: string }[]
  defaults: { targetDrillCount: number; batchSize: number }
  slugs: { curricula: string; drillSeries: string; generationRuns: string; profiles: string }
  /** Drafts come from the built-in offline model. */
  isOffline: boolean
  /** Where a started run is watched: reviewers open the series, others their run. */
  opens: 'run' | 'series'
}
