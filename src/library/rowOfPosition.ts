import type { Game } from '../games/Game.js'
import { contentHash } from './contentHash.js'
import type { PositionFacts } from './PositionFacts.js'
import type { PositionRow, PositionText } from './PositionRow.js'
import { sampleKey } from './sampleKey.js'

/** What Payload would store for a position, server-owned fields included. */
export const rowOfPosition = ({ game, facts }: { game: Game; facts: PositionFacts }): PositionRow => {
  const { notation, phase, difficulty, solution, source, notes } = facts
  const hash = contentHash({ game, notation })
  return {
    game: game.slug,
    notation,
    phase,
    difficulty,
    solution_best: solution.best,
    solution_line: solution.line,
    solution_score: solution.score,
    source,
    notes,
    content_hash: hash,
    sample_key: sampleKey(hash),
    texts: [
      ...textsAt('themes', facts.themes),
      ...textsAt('solution.alsoBest', solution.alsoBest),
      ...textsAt('solution.avoid', solution.avoid),
    ],
  }
}

const textsAt = (path: PositionText['path'], texts: readonly string[]): PositionText[] =>
  texts.map((text, index) => ({ path, order: index + 1, text }))
