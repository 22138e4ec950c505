import { windows1252 } from '../../text.js'
import { type BadLine, type Bytes, UnreadableFile } from './record.js'

export type Line = { lineNumber: number; text: string } | BadLine

/** Longest line that is read, in bytes, unless a format says otherwise. */
export const MAX_LINE_BYTES = 64 * 1024

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const BYTE_ORDER_MARK = '\uFEFF'

interface ReadLinesOptions {
  maxLineBytes?: number
  /**
   * PGN and EPD were Latin-1 before there was UTF-8: their lines that are no UTF-8 are read as that (as Windows-1252,
   * which is the same with more characters). Elsewhere nothing says what such a line is in, and it is reported.
   */
  mayBeLatin1?: boolean
}

/**
 * The lines of a file, one at a time. A line that is too long or not UTF-8 is reported and the rest goes on; of a line
 * that is too long no more than the limit is ever held. LF, CRLF and a lone CR end a line; a byte order mark is nothing,
 * nor are NUL and Ctrl-Z at the end of a line, which old programs left there.
 * @throws UnreadableFile for UTF-16
 */
export async function* readLines(source: Bytes, options: ReadLinesOptions = {}): AsyncGenerator<Line> {
  const { maxLineBytes = MAX_LINE_BYTES, mayBeLatin1 = false } = options
  const decode = lineDecoder(mayBeLatin1)
  let lineNumber = 1
  let held: Uint8Array[] = []
  let heldBytes = 0
  let tooLong = false
  let isAfterReturn = false

  const hold = (bytes: Uint8Array) => {
    heldBytes += bytes.length
    tooLong ||= heldBytes > maxLineBytes
    if (tooLong) held = []
    else if (bytes.length > 0) held.push(bytes)
  }
  const endLine = (): Line => {
    const line = tooLong
      ? { lineNumber, reason: `The line is longer than ${maxLineBytes} bytes.` }
      : decode(lineNumber, held.length === 1 && held[0] ? held[0] : Buffer.concat(held))
    lineNumber++
    held = []
    heldBytes = 0
    tooLong = false
    return line
  }

  for await (const piece of source) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    if (bytes.length === 0) continue
    let start = isAfterReturn && bytes[0] === LINE_FEED ? 1 : 0
    isAfterReturn = false
    let feed = bytes.indexOf(LINE_FEED, start)
    let carriage = bytes.indexOf(CARRIAGE_RETURN, start)
    while (feed !== -1 || carriage !== -1) {
      const isReturn = feed === -1 || (carriage !== -1 && carriage < feed)
      const end = isReturn ? carriage : feed
      hold(bytes.subarray(start, end))
      yield endLine()
      start = end + 1
      if (isReturn && start === bytes.length) isAfterReturn = true
      else if (isReturn && bytes[start] === LINE_FEED) start++
      // Looked for again only when passed, so that a file of one kind of line end is searched once for the other.
      if (feed !== -1 && feed < start) feed = bytes.indexOf(LINE_FEED, start)
      if (carriage !== -1 && carriage < start) carriage = bytes.indexOf(CARRIAGE_RETURN, start)
    }
    // Copied, because the source of the pieces may use its memory again.
    hold(new Uint8Array(bytes.subarray(start)))
  }
  if (heldBytes > 0) yield endLine()
}

const lineDecoder = (mayBeLatin1: boolean) => {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  return (lineNumber: number, bytes: Uint8Array): Line => {
    if (lineNumber === 1 && isUtf16(bytes)) throw new UnreadableFile('The file is UTF-16; save it as UTF-8.')
    try {
      return { lineNumber, text: trimmed(utf8.decode(bytes), lineNumber === 1) }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      if (mayBeLatin1) return { lineNumber, text: trimmed(windows1252(latin1(bytes)), false) }
      return { lineNumber, reason: 'The line is not valid UTF-8; save the file as UTF-8.' }
    }
  }
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')

const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

const NUL = 0x00
const CTRL_Z = 0x1a
const isPadding = (code: number): boolean => code === NUL || code === CTRL_Z

const trimmed = (text: string, isFirst: boolean): string => {
  let end = text.length
  while (end > 0 && isPadding(text.charCodeAt(end - 1))) end--
  return text.slice(isFirst && text.startsWith(BYTE_ORDER_MARK) ? 1 : 0, end)
}
