import type { Payload } from 'payload'
import { type Game, InvalidMove } from '../games/Game.js'
import { settingsOf } from '../options/Settings.js'
import { shorten } from '../text.js'
import { parsePosition } from './normalize.js'
import { InvalidPosition, type PositionDefaults, type PositionFacts } from './position.js'
import { readCsv } from './readers/csv.js'
import { readEpd } from './readers/epd.js'
import type { ImportFormat } from './readers/formats.js'
import { readJsonl } from './readers/jsonl.js'
import { readPgn } from './readers/pgn.js'
import { type BadLine, type Bytes, type GoodRecord, type ReadRecord, UnreadableFile } from './readers/record.js'
import { insertPositions, type PositionRow, positionTables, rowOfPosition } from './store.js'

export interface ImportCounts {
  /** Records of the file: lines, or games of a PGN. `imported + unchanged + failed`. */
  read: number
  imported: number
  /** In the library already, or earlier in the same file. */
  unchanged: number
  /** Bad lines; each was given to `onBadLine`. */
  failed: number
}

/** What `importPositions` takes: a file, and where its positions go. */
export interface ImportPositionsInput {
  /** Of a config that has the plugin, or has `positionsSlug` and `games` given. */
  payload: Payload
  /** Default: the plugin's (`slugs.positions`). */
  positionsSlug?: string
  /** Default: the plugin's. */
  games?: readonly Game[]
  /** `epd`, `csv`, `jsonl` or `pgn`. */
  format: ImportFormat
  /** Read no faster than positions are saved. */
  source: Bytes
  /** For positions that do not say themselves; EPD and PGN never name a game. */
  defaults?: PositionDefaults
  /** Awaited, so that a caller that writes reports can slow the import down. */
  onBadLine?: (line: BadLine) => void | Promise<void>
  /** Ends the import before its next record, as an `ImportStopped`; what was saved stays. */
  signal?: AbortSignal
  /** Positions saved per statement, each its own transaction. Default 500. */
  chunkSize?: number
}

/**
 * Puts the positions of a file into the library. Good lines are saved, bad ones reported, positions that are there
 * already left as they are. Memory does not grow with the file: one chunk of positions is held at a time.
 *
 * Writes by SQL, past Payload's access control and hooks: callers check who may; the rules of the collection's hooks
 * are applied by `readPositions`.
 *
 * @throws UnreadableFile when the file as a whole makes no sense; nothing was imported
 * @throws ImportStopped when the database, the source or the signal ends it early; says how far it came
 */
export const importPositions = async (input: ImportPositionsInput): Promise<ImportCounts> => {
  const { payload, onBadLine, signal, chunkSize = 500 } = input
  const { positionsSlug = settingsOf(payload).slugs.positions, games = settingsOf(payload).games } = input
  const tables = positionTables({ payload, positionsSlug })
  const counts: ImportCounts = { read: 0, imported: 0, unchanged: 0, failed: 0 }
  const chunk = new Map<string, PositionRow>()

  const add = (facts: PositionFacts) => {
    const game = games.find(({ slug }) => slug === facts.game)
    if (!game) throw new Error(`No game ${facts.game}, though the position was read by it.`)
    const row = rowOfPosition({ game, facts })
    if (chunk.has(row.content_hash)) counts.unchanged++
    else chunk.set(row.content_hash, row)
  }
  const save = async () => {
    if (chunk.size === 0) return
    const imported = await insertPositions({ db: tables.pool, tables, rows: [...chunk.values()] }).catch((cause) => {
      throw new ImportStopped(counts, 'the database could not save the next positions', { cause })
    })
    counts.imported += imported
    counts.unchanged += chunk.size - imported
    chunk.clear()
  }

  try {
    for await (const read of readPositions({ ...input, games })) {
      signal?.throwIfAborted()
      counts.read++
      if ('reason' in read) {
        counts.failed++
        await onBadLine?.(read)
      } else {
        add(read.facts)
        if (chunk.size >= chunkSize) await save()
      }
    }
    await save()
    return counts
  } catch (cause) {
    if (cause instanceof ImportStopped || cause instanceof UnreadableFile) throw cause
    throw new ImportStopped(counts, signal?.aborted ? 'it was cancelled' : 'the file could not be read on', { cause })
  }
}

/** An import that ended before its file did. What it saved stays. */
export class ImportStopped extends Error {
  override readonly name = 'ImportStopped'

  constructor(
    /** What was done before. */
    readonly counts: ImportCounts,
    reason: string,
    options: { cause: unknown },
  ) {
    super(
      `The import stopped: ${reason}. ${counts.imported} positions were imported and stay in the library; ` +
        'importing the same file again is safe and adds the rest.',
      options,
    )
  }
}

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

  function judge(read: GoodRecord): ReadPosition {
    const { lineNumber } = read
    try {
      return { lineNumber, facts: parsePosition({ record: read.record, games, defaults }) }
    } catch (error) {
      if (!(error instanceof InvalidPosition)) throw error
      if (read.isLineExtra && error.field === 'solution.line') return judge(withoutBadMoves(read, error))
      return { lineNumber, reason: shorten(reasonOf(error, read), LONGEST_REASON) }
    }
  }
}

/** As far as the line can be read, and the first time it cannot be told how far, without it. */
const withoutBadMoves = ({ lineNumber, record }: GoodRecord, { cause }: InvalidPosition): GoodRecord => {
  const bad = cause instanceof InvalidMove ? (cause.index ?? 0) : 0
  const line = bad > 0 ? String(record.solution?.line).split(/\s+/).slice(0, bad).join(' ') : undefined
  return { lineNumber, record: { ...record, solution: { ...record.solution, line } }, isLineExtra: line !== undefined }
}

/** With the place of the move that is wrong, where a reader kept it. */
const reasonOf = ({ message, field, cause }: InvalidPosition, { places }: GoodRecord): string => {
  const index = field === 'solution.line' && cause instanceof InvalidMove ? cause.index : undefined
  const place = index === undefined ? undefined : places?.[index]
  return place === undefined ? message : `${place}: ${message}`
}
