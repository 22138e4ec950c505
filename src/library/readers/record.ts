import { InvalidPosition, type PositionInput } from '../position.js'

/** One record of a file, or why it is none. */
export type ReadRecord = GoodRecord | BadLine

export interface GoodRecord {
  /** From 1; where the record starts. */
  lineNumber: number
  record: PositionInput
  /** Where the moves of `record.solution.line` stand, as reasons say it: `Line 12, move 3`. */
  places?: readonly string[]
  /** The line says more than the solution needs: where it cannot be read, the position goes without it. */
  isLineExtra?: boolean
}

export interface BadLine {
  lineNumber: number
  /** In words an editor understands; quotes at most 80 characters of the input. */
  reason: string
}

/** A file as it arrives: bytes, or text that is decoded already. Pieces may end anywhere. */
export type Bytes = AsyncIterable<Uint8Array | string>

/** A file of which no line can be read, e.g. a CSV with a column we do not know. Nothing of it was imported. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

/** What a record may be called by, in CSV headers and as flat JSON keys; `fen` and `xgid` are other words for notation. */
export const columnNames = [
  'game',
  'notation',
  'fen',
  'xgid',
  'phase',
  'themes',
  'difficulty',
  'best',
  'line',
  'alsoBest',
  'avoid',
  'score',
  'source',
  'notes',
] as const

export type ColumnName = (typeof columnNames)[number]

/** A flat record as a position. */
export const recordOfColumns = (columns: Partial<Record<ColumnName, unknown>>): PositionInput => {
  const { fen, xgid, best, line, alsoBest, avoid, score, ...facts } = columns
  const notation = [facts.notation, fen, xgid].find((text) => text !== undefined && text !== null && text !== '')
  return { ...facts, notation, solution: { best, line, alsoBest, avoid, score } }
}

/** Themes as one text: separated by semicolons or commas or, where there are none of these, by spaces. */
export const themesOf = (text: string): string[] =>
  text.split(/[;,]/.test(text) ? /[;,]/ : /\s+/).map((theme) => theme.replace(/\s+/g, ' '))

/** One text as a record; what `parse` refuses becomes the reason. */
export const parseLine = (
  { lineNumber, text }: { lineNumber: number; text: string },
  parse: (text: string) => PositionInput | Omit<GoodRecord, 'lineNumber'>,
): ReadRecord => {
  try {
    const parsed = parse(text)
    return 'record' in parsed ? { lineNumber, ...parsed } : { lineNumber, record: parsed }
  } catch (error) {
    if (error instanceof InvalidPosition) return { lineNumber, reason: error.message }
    throw error
  }
}
