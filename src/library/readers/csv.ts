import { CsvError, parse } from 'csv-parse/sync'
import { quoted } from '../../text.js'
import { InvalidPosition, type PositionInput } from '../position.js'
import { readCsvRecords } from './csvRecords.js'
import { fromSolversSide, isLichessHeader, puzzleOf } from './lichess.js'
import {
  type Bytes,
  type ColumnName,
  columnNames,
  parseLine,
  type ReadRecord,
  recordOfColumns,
  themesOf,
  UnreadableFile,
} from './record.js'

/**
 * A CSV file whose first line names the columns, see `columnNames`, or those of lichess' puzzles. Before it may stand
 * `sep=;`, as spreadsheets write it. Blank lines are passed over.
 * @throws UnreadableFile when the first line cannot be understood
 */
export async function* readCsv(source: Bytes): AsyncGenerator<ReadRecord> {
  let header: CsvHeader | undefined
  let named: Delimiter | undefined
  for await (const line of readCsvRecords(source)) {
    if ('reason' in line) {
      if (!header) throw new UnreadableFile(`The first line, which names the columns, cannot be read: ${line.reason}`)
      yield line
    } else if (line.text.trim() === '') continue
    else if (header) {
      const known = header
      yield parseLine(line, (text) => parseCsvRecord(text, known))
    } else if (!named && SEPARATOR_LINE.test(line.text)) named = separatorOf(line.text)
    else header = parseCsvHeader(line.text, named)
  }
}

const delimiters = [',', ';', '\t'] as const
type Delimiter = (typeof delimiters)[number]

const SEPARATOR_LINE = /^"?sep=/i

const separatorOf = (text: string): Delimiter => {
  const sign = text.trimStart().replace(SEPARATOR_LINE, '').charAt(0)
  const delimiter = delimiters.find((known) => known === sign)
  if (delimiter) return delimiter
  throw new UnreadableFile(`The separator ${quoted(sign)} is unknown; allowed are comma, semicolon and tab.`)
}

/** How the records of one CSV file are to be read. */
interface CsvHeader {
  delimiter: Delimiter
  columnCount: number
  /** @throws InvalidPosition */
  recordOf(fields: readonly string[]): PositionInput
}

const allowed = `allowed are ${columnNames.join(', ')}`
const notationNames: readonly ColumnName[] = ['notation', 'fen', 'xgid']

/**
 * The first line of a CSV file. Names are read without regard to case, spaces and underscores; the delimiter is a comma,
 * or the semicolon or tab that stands there instead.
 * @throws UnreadableFile naming the columns that are allowed
 */
const parseCsvHeader = (text: string, named: Delimiter | undefined): CsvHeader => {
  const delimiter = named ?? delimiters.find((sign) => text.includes(sign)) ?? ','
  const names = namesOf(text, delimiter)
  const header = { delimiter, columnCount: names.length }
  const lichess = names.map(plain)
  if (isLichessHeader(lichess))
    return { ...header, recordOf: (fields) => puzzleOf((column) => fields[lichess.indexOf(column)] ?? '') }

  const columns = names.map(columnOf)
  const repeated = columns.find((column, index) => columns.indexOf(column) !== index)
  if (repeated) throw new UnreadableFile(`The column ${quoted(repeated)} is there twice.`)
  if (!columns.some((column) => notationNames.includes(column)))
    throw new UnreadableFile(`The first line names no position column: one of ${notationNames.join(', ')} is needed.`)
  return { ...header, recordOf: (fields) => recordOfFields(columns, fields) }
}

const namesOf = (text: string, delimiter: Delimiter): string[] => {
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

/** @throws InvalidPosition */
const parseCsvRecord = (text: string, { delimiter, columnCount, recordOf }: CsvHeader): PositionInput => {
  const fields = splitCsvRecord(text, delimiter)
  if (fields.length === columnCount) return recordOf(fields)
  throw new InvalidPosition('', `The line has ${fields.length} fields; the first line names ${columnCount} columns.`)
}

/**
 * Themes are separated by semicolons or commas, or else by spaces; the moves of `alsoBest` and `avoid` by semicolons,
 * because a play of backgammon has spaces inside.
 */
const recordOfFields = (columns: readonly ColumnName[], fields: readonly string[]): PositionInput => {
  const record: Partial<Record<ColumnName, unknown>> = {}
  for (const [index, column] of columns.entries()) record[column] = fieldOf(column, fields[index] ?? '')
  return fromSolversSide(recordOfColumns(record))
}

const fieldOf = (column: ColumnName, field: string): string | string[] => {
  if (column === 'themes') return themesOf(field)
  if (column === 'alsoBest' || column === 'avoid') return field.split(';')
  return field
}

/**
 * The fields of one CSV record, trimmed.
 * @throws InvalidPosition where quotes do not match
 */
const splitCsvRecord = (text: string, delimiter: Delimiter): string[] => {
  // Parsing sets a parser up each time; most lines have no quotes and need none.
  if (!text.includes('"')) return text.split(delimiter).map((field) => field.trim())
  try {
    const [fields = []] = parse(text, { delimiter, trim: true, relax_column_count: true })
    return fields
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new InvalidPosition('', `The quotes of this line do not match: ${quoted(text)}.`, { cause: error })
  }
}
