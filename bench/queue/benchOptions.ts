import type { CoursewrightOptions } from '../../src/index.js'
import { countingGame } from './countingGame.js'

/**
 * What the host of a bench and its workers have in common. The model bears as many calls as the workers have slots, so
 * that it is the queue that is measured and not how a provider's limit is found out.
 */
export const benchOptions = (modelURL: string, leaseSeconds?: number): CoursewrightOptions => ({
  games: [countingGame],
  steps: { leaseSeconds },
  drillSeries: { maxPositionsPerPhase: 1000 },
  model: {
    providers: [
      { baseURL: modelURL, complex: 'offline-demo', offline: true, limits: { concurrency: 100, maxConcurrency: 100 } },
    ],
  },
})
