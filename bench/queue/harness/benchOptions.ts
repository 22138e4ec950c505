import type { CoursewrightOptions, Game } from '../../../src/index.js'

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

/** The cheapest game there is: positions are numbers and every move is legal. What is measured with it is the queue. */
const countingGame: Game = {
  slug: 'counting',
  label: 'Counting',
  notationName: 'a number',
  phases: [{ value: 'any', label: 'Any' }],
  normalizeNotation: (notation) => notation.trim(),
  identityOf: (notation) => notation,
  phaseOf: () => 'any',
  normalizeMove: (_, move) => move,
  normalizeLine: (_, line) => line.trim(),
  legalMoves: () => ['1', '2', '3', '4', '5'],
}
