import type { ColumnName } from './columnNames.js'

/** How the records of one CSV file are to be read. */
export interface CsvHeader {
  delimiter: ',' | ';' | '\t'
  /** In the order of the file. */
  columns: ColumnName[]
}
