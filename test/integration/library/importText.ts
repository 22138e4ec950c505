import { defaultGames } from '../../../src/games/defaultGames.js'
import { type ImportPositionsInput, importPositions } from '../../../src/library/importPositions.js'
import type { BadLine } from '../../../src/library/readers/record.js'
import type { TestLibrary } from './startLibrary.js'

type Options = Partial<Pick<ImportPositionsInput, 'format' | 'defaults' | 'signal' | 'chunkSize' | 'onBadLine'>>

/** Imports lines into a library, EPD of chess unless told otherwise; the counts and every bad line. */
export const importText = async (library: TestLibrary, lines: string[], options: Options = {}) => {
  const badLines: BadLine[] = []
  async function* source() {
    for (const line of lines) yield Buffer.from(`${line}\n`)
  }
  const counts = await importPositions({
    payload: library.payload,
    positionsSlug: library.positionsSlug,
    games: defaultGames,
    format: 'epd',
    source: source(),
    defaults: { game: 'chess' },
    onBadLine: (line) => {
      badLines.push(line)
    },
    ...options,
  })
  return { counts, badLines }
}
