/** How much of each a position may have, in characters and entries. The collection's fields say the same. */
export const positionLimits = {
  notation: 500,
  move: 60,
  line: 1000,
  score: 40,
  theme: 60,
  themes: 20,
  moves: 20,
  source: 300,
  notes: 5000,
} as const
