import type { Bytes } from './Bytes.js'
import { parseEpd } from './parseEpd.js'
import { parseLine } from './parseLine.js'
import type { ReadRecord } from './ReadRecord.js'
import { readLines } from './readLines.js'

/** An EPD file, a position on each line. Blank lines and lines that start with `#` are passed over. */
export async function* readEpd(source: Bytes): AsyncGenerator<ReadRecord> {
  for await (const line of readLines(source)) {
    if ('reason' in line) yield line
    else if (!/^\s*(#|$)/.test(line.text)) yield parseLine(line, parseEpd)
  }
}
