import { InvalidPosition } from '../InvalidPosition.js'
import type { PositionInput } from '../PositionInput.js'
import type { CsvHeader } from './CsvHeader.js'
import type { ColumnName } from './columnNames.js'
import { recordOfColumns } from './recordOfColumns.js'
import { splitCsvRecord } from './splitCsvRecord.js'

/**
 * One CSV record as a position. Themes are separated by semicolons or spaces; the moves of `alsoBest` and `avoid` by
 * semicolons, because a play of backgammon has spaces inside.
 * @throws InvalidPosition
 */
export const parseCsvRecord = (text: string, { delimiter, columns }: CsvHeader): PositionInput => {
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
