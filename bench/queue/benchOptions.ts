import type { CoursewrightOptions } from '../../src/index.js'
import { countingGame } from './countingGame.js'

/** What the host of a bench and its workers have in common. */
export const benchOptions: CoursewrightOptions = {
  games: [countingGame],
  drillSeries: { maxPositionsPerPhase: 1000 },
}
