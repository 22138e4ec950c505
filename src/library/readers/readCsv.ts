import type { Bytes } from './Bytes.js'
import type { CsvHeader } from './CsvHeader.js'
import { parseCsvHeader } from './parseCsvHeader.js'
import { parseCsvRecord } from './parseCsvRecord.js'
import { parseLine } from './parseLine.js'
import type { ReadRecord } from './ReadRecord.js'
import { readCsvRecords } from './readCsvRecords.js'
import { UnreadableFile } from './UnreadableFile.js'

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
