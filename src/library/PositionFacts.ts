import type { Difficulty } from '../games/difficulties.js'

/** What the library holds about one position, checked by its game and spelled canonically. */
export interface PositionFacts {
  game: string
  notation: string
  phase: string
  themes: string[]
  difficulty: Difficulty
  solution: PositionSolution
  source?: string
  notes?: string
}

export interface PositionSolution {
  /** The move to find. */
  best: string
  /** The main line; starts with `best`. */
  line?: string
  /** Moves that are as good as `best`. */
  alsoBest: string[]
  /** Moves known to be mistakes. */
  avoid: string[]
  /** As the source gives it, e.g. `+0.35` or `#3`. */
  score?: string
}
