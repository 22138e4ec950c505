import { CsvError, parse } from 'csv-parse/sync'
import { quoted } from '../../text.js'
import { InvalidPosition } from '../InvalidPosition.js'
import type { CsvHeader } from './CsvHeader.js'

/**
 * The fields of one CSV record, trimmed.
 * @throws InvalidPosition where quotes do not match
 */
export const splitCsvRecord = (text: string, delimiter: CsvHeader['delimiter']): string[] => {
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
