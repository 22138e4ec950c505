import type { Bytes } from './Bytes.js'
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

  const giveUp = (): BadLine => {
    const [first, ...others] = open
    again.unshift(...others)
    open = []
    openLength = 0
    return { lineNumber: first?.lineNumber ?? 0, reason: 'A quote on this line is never closed.' }
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
    } else if (open.length === 0 && hasEvenQuotes(line.text)) {
      yield line
    } else {
      open.push(line)
      openLength += line.text.length + 1
      const [first] = open
      if (first && open.length > 1 && !hasEvenQuotes(line.text)) {
        yield { lineNumber: first.lineNumber, text: open.map(({ text }) => text).join('\n') }
        open = []
        openLength = 0
      } else if (openLength > MAX_LINE_BYTES) yield giveUp()
    }
  }
}

const nextOf = async (lines: AsyncGenerator<Line>): Promise<Line | undefined> => {
  const { value, done } = await lines.next()
  return done ? undefined : value
}

const hasEvenQuotes = (text: string): boolean => {
  let even = true
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) even = !even
  return even
}
