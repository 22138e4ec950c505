import type { Game } from '../games/Game.js'
import type { ImportFormat } from './ImportFormat.js'
import { InvalidPosition } from './InvalidPosition.js'
import type { PositionDefaults } from './PositionDefaults.js'
import type { PositionFacts } from './PositionFacts.js'
import { parsePosition } from './parsePosition.js'
import type { Bytes } from './readers/Bytes.js'
import type { BadLine, ReadRecord } from './readers/ReadRecord.js'
import { readCsv } from './readers/readCsv.js'
import { readEpd } from './readers/readEpd.js'
import { readJsonl } from './readers/readJsonl.js'
import { readPgn } from './readers/readPgn.js'

export type ReadPosition = { lineNumber: number; facts: PositionFacts } | BadLine

interface ReadPositionsInput {
  source: Bytes
  format: ImportFormat
  games: readonly Game[]
  defaults?: PositionDefaults
}

const readers: Record<ImportFormat, (source: Bytes) => AsyncGenerator<ReadRecord>> = {
  csv: readCsv,
  epd: readEpd,
  jsonl: readJsonl,
  pgn: readPgn,
}

/** Reasons carry words of the games too; none may bring a whole line along. */
const LONGEST_REASON = 300

/**
 * The positions of a file, checked and canonical, one at a time: nothing is read before it is asked for. What cannot be
 * read is reported with its line number and does not stop the rest.
 * @throws UnreadableFile when the file as a whole makes no sense
 */
export async function* readPositions({
  source,
  format,
  games,
  defaults,
}: ReadPositionsInput): AsyncGenerator<ReadPosition> {
  for await (const read of readers[format](source)) {
    if ('reason' in read) yield read
    else yield judge(read)
  }

  function judge({ lineNumber, record }: Exclude<ReadRecord, BadLine>): ReadPosition {
    try {
      return { lineNumber, facts: parsePosition({ record, games, defaults }) }
    } catch (error) {
      if (!(error instanceof InvalidPosition)) throw error
      return { lineNumber, reason: error.message.slice(0, LONGEST_REASON) }
    }
  }
}
