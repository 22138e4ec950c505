import { InvalidPosition } from '../InvalidPosition.js'
import type { Bytes } from './Bytes.js'
import { parsePgnGame } from './parsePgnGame.js'
import type { ReadRecord } from './ReadRecord.js'
import { readPgnGames } from './readPgnGames.js'

/** A PGN file whose games start from positions (`FEN` tags). */
export async function* readPgn(source: Bytes): AsyncGenerator<ReadRecord> {
  for await (const game of readPgnGames(source)) {
    if ('reason' in game) {
      yield game
      continue
    }
    try {
      yield { lineNumber: game.lineNumber, record: parsePgnGame(game) }
    } catch (error) {
      if (!(error instanceof InvalidPosition)) throw error
      yield { lineNumber: game.lineNumber, reason: error.message }
    }
  }
}
