import type { BadLine, Bytes } from './record.js'

export type Line = { lineNumber: number; text: string } | BadLine

/** Longest line that is read, in bytes. */
export const MAX_LINE_BYTES = 64 * 1024

const LINE_FEED = 0x0a
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * The lines of a file, one at a time. A line that is too long or not UTF-8 is reported and the rest goes on; of a line
 * that is too long no more than the limit is ever held. CRLF counts as a line end, a byte order mark as nothing.
 */
export async function* readLines(source: Bytes, maxLineBytes = MAX_LINE_BYTES): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let lineNumber = 1
  let held: Uint8Array[] = []
  let heldBytes = 0
  let tooLong = false

  const hold = (bytes: Uint8Array) => {
    heldBytes += bytes.length
    tooLong ||= heldBytes > maxLineBytes
    if (tooLong) held = []
    else if (bytes.length > 0) held.push(bytes)
  }
  const endLine = (): Line => {
    const line = tooLong
      ? { lineNumber, reason: `The line is longer than ${maxLineBytes} bytes.` }
      : decodeLine({ decoder, lineNumber, bytes: held.length === 1 && held[0] ? held[0] : Buffer.concat(held) })
    lineNumber++
    held = []
    heldBytes = 0
    tooLong = false
    return line
  }

  for await (const piece of source) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    let start = 0
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      hold(bytes.subarray(start, end))
      yield endLine()
      start = end + 1
    }
    // Copied, because whoever sends the pieces may use their memory again.
    hold(new Uint8Array(bytes.subarray(start)))
  }
  if (heldBytes > 0) yield endLine()
}

const decodeLine = (input: { decoder: TextDecoder; lineNumber: number; bytes: Uint8Array }): Line => {
  const { decoder, lineNumber, bytes } = input
  try {
    const text = decoder.decode(bytes)
    const start = lineNumber === 1 && text.startsWith(BYTE_ORDER_MARK) ? 1 : 0
    return { lineNumber, text: text.slice(start, text.endsWith('\r') ? -1 : undefined) }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { lineNumber, reason: 'The line is not valid UTF-8; save the file as UTF-8.' }
  }
}
