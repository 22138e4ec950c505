import { Chess } from 'chess.js'
import type { Payload } from 'payload'

interface AddPositions {
  payload: Payload
  /** How many for each phase. */
  counts: Record<string, number>
  slug?: string
}

/** Fills the library with legal chess positions: play on from the start, every position its own. */
export const addPositions = async ({ payload, counts, slug = 'positions' }: AddPositions): Promise<void> => {
  let number = 0
  for (const [phase, count] of Object.entries(counts)) {
    for (let index = 0; index < count; index += 1) {
      const chess = new Chess()
      number += 1
      // Mixed radix digits of the number choose the moves, so no two walks are the same.
      for (let rest = number * 7919, ply = 0; ply < 6; ply += 1) {
        const moves = chess.moves()
        chess.move(moves[rest % moves.length] ?? 'e4')
        rest = Math.floor(rest / moves.length) + number
      }
      const best = chess.moves()[0]
      await payload.create({
        collection: slug,
        data: { game: 'chess', notation: chess.fen(), phase, themes: ['test'], solution: { best } },
      })
    }
  }
}
