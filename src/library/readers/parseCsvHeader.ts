import { quoted } from '../../text.js'
import { InvalidPosition } from '../InvalidPosition.js'
import type { CsvHeader } from './CsvHeader.js'
import { type ColumnName, columnNames } from './columnNames.js'
import { splitCsvRecord } from './splitCsvRecord.js'
import { UnreadableFile } from './UnreadableFile.js'

const allowed = `allowed are ${columnNames.join(', ')}`
const notationNames: readonly ColumnName[] = ['notation', 'fen', 'xgid']

/**
 * The first line of a CSV file. Names are read without regard to case, spaces and underscores; the delimiter is a comma,
 * or the semicolon or tab that stands there instead.
 * @throws UnreadableFile naming the columns that are allowed
 */
export const parseCsvHeader = (text: string): CsvHeader => {
  const delimiter = ([',', ';', '\t'] as const).find((sign) => text.includes(sign)) ?? ','
  const columns = namesOf(text, delimiter).map(columnOf)
  const repeated = columns.find((column, index) => columns.indexOf(column) !== index)
  if (repeated) throw new UnreadableFile(`The column ${quoted(repeated)} is there twice.`)
  if (!columns.some((column) => notationNames.includes(column)))
    throw new UnreadableFile(`The first line names no position column: one of ${notationNames.join(', ')} is needed.`)
  return { delimiter, columns }
}

const namesOf = (text: string, delimiter: CsvHeader['delimiter']): string[] => {
  try {
    return splitCsvRecord(text, delimiter)
  } catch (error) {
    if (error instanceof InvalidPosition)
      throw new UnreadableFile(`The first line must name the columns; ${allowed}. ${error.message}`, { cause: error })
    throw error
  }
}

const columnOf = (name: string): ColumnName => {
  const column = columnNames.find((known) => plain(known) === plain(name))
  if (column) return column
  throw new UnreadableFile(`The column ${quoted(name)} is unknown; ${allowed}.`)
}

const plain = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase()
