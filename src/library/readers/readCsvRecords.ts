import type { Bytes } from './Bytes.js'
import { quotesAfter } from './quotesAfter.js'
import type { BadLine } from './ReadRecord.js'
import { type Line, MAX_LINE_BYTES, readLines } from './readLines.js'

type TextLine = Exclude<Line, BadLine>

/**
 * The records of a CSV file as text: a line, or several where a quoted field goes over line ends. A quote that is not
 * closed within 64 KiB is reported with the line it stands on, and reading goes on with the very next line, so one
 * stray quote costs one line and not the rest of the file.
 */
export async function* readCsvRecords(source: Bytes): AsyncGenerator<Line> {
  const lines = readLines(source)
  const again: Line[] = []
  let open: TextLine[] = []
  let openLength = 0

  const takeOpen = (): TextLine => {
    const record = { lineNumber: open[0]?.lineNumber ?? 0, text: open.map(({ text }) => text).join('\n') }
    open = []
    openLength = 0
    return record
  }
  const giveUp = (): BadLine => {
    again.unshift(...open.slice(1))
    return { lineNumber: takeOpen().lineNumber, reason: 'A quote on this line is never closed.' }
  }

  while (true) {
    const line = again.shift() ?? (await nextOf(lines))
    if (line === undefined) {
      if (open.length === 0) return
      yield giveUp()
    } else if ('reason' in line) {
      // A line that cannot be read ends an open quote too; it is looked at again behind the lines before it.
      if (open.length > 0) {
        again.unshift(line)
        yield giveUp()
      } else yield line
    } else {
      const quotes = quotesAfter(line.text, open.length > 0)
      if (open.length === 0 && quotes !== 'open') yield line
      else {
        open.push(line)
        openLength += line.text.length + 1
        if (quotes === 'closed') yield takeOpen()
        else if (quotes === 'broken' || openLength > MAX_LINE_BYTES) yield giveUp()
      }
    }
  }
}

const nextOf = async (lines: AsyncGenerator<Line>): Promise<Line | undefined> => {
  const { value, done } = await lines.next()
  return done ? undefined : value
}
