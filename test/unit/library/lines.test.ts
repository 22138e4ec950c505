import { expect, test } from 'vitest'
import { type Line, readLines } from '../../../src/library/readers/lines.js'
import { inPieces } from './inPieces.js'

const collect = async (source: AsyncIterable<Uint8Array | string>, options?: Parameters<typeof readLines>[1]) => {
  const lines: Line[] = []
  for await (const line of readLines(source, options)) lines.push(line)
  return lines
}

test('characters cut in two by the pieces of a file come out whole', async () => {
  expect(await collect(inPieces('für\nДа♔\n', 1))).toEqual([
    { lineNumber: 1, text: 'für' },
    { lineNumber: 2, text: 'Да♔' },
  ])
})

test('text pieces may end in the middle of a line', async () => {
  async function* pieces() {
    yield 'a'
    yield 'b\r\nc'
  }
  expect(await collect(pieces())).toEqual([
    { lineNumber: 1, text: 'ab' },
    { lineNumber: 2, text: 'c' },
  ])
})

test('a line of exactly the limit is read, one byte more is reported', async () => {
  expect(await collect(inPieces('12345\n123456\n1'), { maxLineBytes: 5 })).toEqual([
    { lineNumber: 1, text: '12345' },
    { lineNumber: 2, reason: 'The line is longer than 5 bytes.' },
    { lineNumber: 3, text: '1' },
  ])
})

test('a line without an end is not held in memory', async () => {
  const piece = new Uint8Array(1024 * 1024).fill(0x61)
  async function* endless() {
    for (let count = 0; count < 300; count++) yield piece
  }
  const before = process.memoryUsage().rss
  expect(await collect(endless())).toEqual([{ lineNumber: 1, reason: 'The line is longer than 65536 bytes.' }])
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
})

test('memory that the sender uses again does not change lines', async () => {
  const shared = Buffer.from('ab')
  async function* reusing() {
    yield shared
    shared.write('c\n')
    yield shared
  }
  expect(await collect(reusing())).toEqual([{ lineNumber: 1, text: 'abc' }])
})

test.each([1, 2, 3, 100])('CRLF, LF and a lone CR end one line each, in pieces of %i bytes', async (pieceBytes) => {
  expect(await collect(inPieces('a\r\nb\rc\n\r\nd\r', pieceBytes))).toEqual(
    ['a', 'b', 'c', '', 'd'].map((text, index) => ({ lineNumber: index + 1, text })),
  )
})

test('NUL and Ctrl-Z at the end of a line are not part of it, in the middle they are', async () => {
  expect(await collect(inPieces('a\0\r\nb\0c\x1a\0\n\x1a'))).toEqual([
    { lineNumber: 1, text: 'a' },
    { lineNumber: 2, text: 'b\0c' },
    { lineNumber: 3, text: '' },
  ])
})

test('what is no UTF-8 is Latin-1 where the format may be that, line by line, and else reported', async () => {
  const file = Buffer.concat([Buffer.from('schön – gut\n'), Buffer.from('schön\n', 'latin1'), Buffer.from([0x96])])
  expect(await collect(inPieces(file), { mayBeLatin1: true })).toEqual([
    { lineNumber: 1, text: 'schön – gut' },
    { lineNumber: 2, text: 'schön' },
    { lineNumber: 3, text: '–' },
  ])
  expect(await collect(inPieces(file))).toMatchObject([
    { text: 'schön – gut' },
    { lineNumber: 2, reason: expect.stringContaining('not valid UTF-8') },
    { lineNumber: 3, reason: expect.stringContaining('not valid UTF-8') },
  ])
})

test.each([
  ['utf16le', [0xff, 0xfe]],
  ['big endian', [0xfe, 0xff]],
])('a file that says it is UTF-16 (%s) is refused as a whole, with what to do', async (_, mark) => {
  const file = Buffer.concat([Buffer.from(mark), Buffer.from('a\n', 'utf16le')])
  await expect(collect(inPieces(file), { mayBeLatin1: true })).rejects.toThrow('The file is UTF-16; save it as UTF-8.')
})

test('a line of a megabyte that is all padding or all line ends is read in one go', async () => {
  const padding = `${'\0'.repeat(500_000)}x${'\0'.repeat(500_000)}\n`
  const [line] = await collect(inPieces(padding, 64 * 1024), { maxLineBytes: 2_000_000 })
  expect(line).toMatchObject({ text: expect.stringMatching(/x$/) })
  expect(await collect(inPieces('\r'.repeat(40_000), 64 * 1024))).toHaveLength(40_000)
})
