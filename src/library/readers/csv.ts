import { CsvError, parse } from 'csv-parse/sync'
import { quoted } from '../../text.js'
import { InvalidPosition, type PositionInput } from '../position.js'
import { readCsvRecords } from './csvRecords.js'
import {
  type Bytes,
  type ColumnName,
  columnNames,
  parseLine,
  type ReadRecord,
  recordOfColumns,
  UnreadableFile,
} from './record.js'

/**
 * A CSV file whose first line names the columns, see `columnNames`. Blank lines are passed over.
 * @throws UnreadableFile when the first line cannot be understood
 */
export async function* readCsv(source: Bytes): AsyncGenerator<ReadRecord> {
  let header: CsvHeader | undefined
  for await (const line of readCsvRecords(source)) {
    if ('reason' in line) {
      if (!header) throw new UnreadableFile(`The first line, which names the columns, cannot be read: ${line.reason}`)
      yield line
    } else if (line.text.trim() === '') continue
    else if (header) {
      const known = header
      yield parseLine(line, (text) => parseCsvRecord(text, known))
    } else header = parseCsvHeader(line.text)
  }
}

/** How the records of one CSV file are to be read. */
interface CsvHeader {
  delimiter: ',' | ';' | '\t'
  /** In the order of the file. */
  columns: ColumnName[]
}

const allowed = `allowed are ${columnNames.join(', ')}`
const notationNames: readonly ColumnName[] = ['notation', 'fen', 'xgid']

/**
 * The first line of a CSV file. Names are read without regard to case, spaces and underscores; the delimiter is a comma,
 * or the semicolon or tab that stands there instead.
 * @throws UnreadableFile naming the columns that are allowed
 */
const parseCsvHeader = (text: string): CsvHeader => {
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

/**
 * One CSV record as a position. Themes are separated by semicolons or spaces; the moves of `alsoBest` and `avoid` by
 * semicolons, because a play of backgammon has spaces inside.
 * @throws InvalidPosition
 */
const parseCsvRecord = (text: string, { delimiter, columns }: CsvHeader): PositionInput => {
  const fields = splitCsvRecord(text, delimiter)
  if (fields.length !== columns.length)
    throw new InvalidPosition(
      '',
      `The line has ${fields.length} fields; the first line names ${columns.length} columns.`,
    )
  const record: Partial<Record<ColumnName, unknown>> = {}
  for (const [index, column] of columns.entries()) record[column] = fieldOf(column, fields[index] ?? '')
  return recordOfColumns(record)
}

const fieldOf = (column: ColumnName, field: string): string | string[] => {
  if (column === 'themes') return field.split(/[;\s]+/)
  if (column === 'alsoBest' || column === 'avoid') return field.split(';')
  return field
}

/**
 * The fields of one CSV record, trimmed.
 * @throws InvalidPosition where quotes do not match
 */
const splitCsvRecord = (text: string, delimiter: CsvHeader['delimiter']): string[] => {
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
