import { InvalidPosition, type PositionInput } from '../position.js'

/** One record of a file, or why it is none. `lineNumber` counts from 1 and is where the record starts. */
export type ReadRecord = { lineNumber: number; record: PositionInput } | BadLine

export interface BadLine {
  lineNumber: number
  /** In words an editor understands; quotes at most 80 characters of the input. */
  reason: string
}

export type Bytes = AsyncIterable<Uint8Array | string>

export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

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

/** One text as a record; what `parse` refuses becomes the reason. */
export const parseLine = (
  { lineNumber, text }: { lineNumber: number; text: string },
  parse: (text: string) => PositionInput,
): ReadRecord => {
  try {
    return { lineNumber, record: parse(text) }
  } catch (error) {
    if (error instanceof InvalidPosition) return { lineNumber, reason: error.message }
    throw error
  }
}
