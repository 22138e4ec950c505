import type { Game } from '../../src/index.js'

/** The cheapest game there is: positions are numbers and every move is legal. What is measured with it is the queue. */
export const countingGame: Game = {
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
