import { legalPlays } from './legalPlays.js'
import type { Play } from './Play.js'
import type { Position } from './Position.js'
import { writePlay } from './writePlay.js'

export interface DistinctPlay extends Play {
  /** Canonical spelling. */
  readonly text: string
  /** Points on which a blot is hit. */
  readonly hits: ReadonlySet<number>
}

/**
 * The legal plays that differ in the board they leave, each in its canonical spelling: of all ways that lead to a
 * board the one that moves the fewest checkers, and of those the first in character order. Sorted by spelling.
 */
export function distinctPlays(position: Position): DistinctPlay[] {
  const byBoard = new Map<string, DistinctPlay & { paths: number }>()
  for (const play of legalPlays(position)) {
    const key = play.points.join()
    const written = writePlay(play.steps)
    const known = byBoard.get(key)
    if (known && (known.paths < written.paths || (known.paths === written.paths && known.text <= written.text)))
      continue
    byBoard.set(key, {
      ...play,
      ...written,
      hits: new Set(play.steps.filter((step) => step.isHit).map((step) => step.to)),
    })
  }
  return [...byBoard.values()].sort((a, b) => (a.text < b.text ? -1 : 1))
}
