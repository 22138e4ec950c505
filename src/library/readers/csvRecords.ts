import { type Line, MAX_LINE_BYTES, readLines } from './lines.js'
import type { BadLine, Bytes } from './record.js'

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

const OPENING = /(?:^|[,;\t])[ ]*"/g
const AFTER_CLOSING = /[ ]*(?:[,;\t]|$)/y

/**
 * How the quotes of CSV stand at the end of a line: a field is still `open`, all are `closed`, or they are `broken`
 * because something follows a closing one. A quote opens a field only where the field begins.
 */
const quotesAfter = (text: string, isOpenBefore: boolean): 'open' | 'closed' | 'broken' => {
  let at = 0
  let isOpen = isOpenBefore
  while (true) {
    if (!isOpen) {
      OPENING.lastIndex = at
      if (!OPENING.test(text)) return 'closed'
      at = OPENING.lastIndex
    }
    isOpen = false
    const quote = endOfField(text, at)
    if (quote === -1) return 'open'
    AFTER_CLOSING.lastIndex = quote + 1
    if (!AFTER_CLOSING.test(text)) return 'broken'
    at = quote + 1
  }
}

/** Where the quote stands that closes a field; two in a row stand for one inside. */
const endOfField = (text: string, from: number): number => {
  let quote = text.indexOf('"', from)
  while (quote !== -1 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2)
  return quote
}
