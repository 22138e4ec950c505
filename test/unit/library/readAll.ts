import { defaultGames } from '../../../src/games/defaultGames.js'
import { type ReadPosition, readPositions } from '../../../src/library/importPositions.js'
import type { PositionDefaults } from '../../../src/library/position.js'
import type { ImportFormat } from '../../../src/library/readers/formats.js'
import { inPieces } from './inPieces.js'

/** Everything a file holds, judged by the real games. */
export const readAll = async (
  format: ImportFormat,
  content: string | Uint8Array,
  defaults: PositionDefaults = { game: 'chess' },
  pieceBytes?: number,
): Promise<ReadPosition[]> => {
  const read: ReadPosition[] = []
  for await (const one of readPositions({
    source: inPieces(content, pieceBytes),
    format,
    games: defaultGames,
    defaults,
  }))
    read.push(one)
  return read
}
