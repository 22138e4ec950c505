import { expect, test } from 'vitest'
import { type Line, readLines } from '../../../src/library/readers/lines.js'
import { inPieces } from './inPieces.js'

const collect = async (source: AsyncIterable<Uint8Array | string>, maxLineBytes?: number) => {
  const lines: Line[] = []
  for await (const line of readLines(source, maxLineBytes)) lines.push(line)
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
  expect(await collect(inPieces('12345\n123456\n1'), 5)).toEqual([
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
