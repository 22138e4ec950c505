import type { Bytes } from './Bytes.js'
import { parseJsonRecord } from './parseJsonRecord.js'
import { parseLine } from './parseLine.js'
import type { ReadRecord } from './ReadRecord.js'
import { readLines } from './readLines.js'

/** A JSON Lines file: one JSON object on each line. Blank lines are passed over. */
export async function* readJsonl(source: Bytes): AsyncGenerator<ReadRecord> {
  for await (const line of readLines(source)) {
    if ('reason' in line) yield line
    else if (line.text.trim() !== '') yield parseLine(line, parseJsonRecord)
  }
}
