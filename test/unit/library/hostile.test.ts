import { expect, test, vi } from 'vitest'
import { chess } from '../../../src/games/chess.js'
import type { ImportFormat } from '../../../src/library/readers/formats.js'
import { readAll } from './readAll.js'

const FEN = '4k3/8/8/8/8/8/4P3/4K3 w - - 0 1'
const PIECE_BYTES = 64 * 1024

/** What makes a careless expression go over the same text again and again. */
const units = [
  '"',
  '\\"',
  ' ',
  '1',
  '1.',
  '+-',
  '(',
  '{',
  '}',
  '[',
  '[a "',
  '";',
  'bm ',
  'Kd2;',
  'a',
  '\0',
  '[Event ""]',
  '[Event "',
  '[%',
]

/** A line as long as the format takes, and one that is longer, in front of one that is well. */
const files: Record<ImportFormat, (long: string) => string> = {
  epd: (long) => `${FEN} ${long.slice(0, 60_000)}\n${FEN} bm Kd2; ${long}\n${FEN} bm Kd2;\n`,
  csv: (long) => `fen,best,notes\n${FEN},Kd2,${long.slice(0, 60_000)}\n${long}\n${FEN},Kd2,\n`,
  jsonl: (long) => `${long.slice(0, 60_000)}\n${long}\n${JSON.stringify({ fen: FEN, best: 'Kd2' })}\n`,
  pgn: (long) =>
    [
      `${long.slice(0, 8000)}`,
      `${long.slice(0, 100_000)}`,
      `[FEN "${FEN}"]`,
      '',
      `1. Kd2 ${long}`,
      '',
      '[Event "b"]',
      `[FEN "${FEN}"]`,
      '',
      '1. Kd2 *',
      '',
    ].join('\n'),
}

test.each(Object.keys(files) as ImportFormat[])(
  'a megabyte of %s on one line takes as long as a megabyte, whatever it is made of, and the next record is read',
  async (format) => {
    for (const unit of units) {
      const long = unit.repeat(Math.ceil(1_000_000 / unit.length))
      const read = await readAll(format, files[format](long), undefined, PIECE_BYTES)
      expect(read.at(-1), unit).toMatchObject({ facts: { solution: { best: 'Kd2' } } })
      for (const one of read) if ('reason' in one) expect(one.reason.length).toBeLessThanOrEqual(300)
    }
  },
  20_000,
)

test('a line that is left out beside a best move costs a second look at the position, and no more', async () => {
  const normalize = vi.spyOn(chess, 'normalizeNotation')
  const looksAt = async (moves: number) => {
    normalize.mockClear()
    await readAll('epd', `${FEN} bm Kd2; pv ${'Kd2 Kd7 Ke1 Ke8 '.repeat(moves)} Kxx`)
    return normalize.mock.calls.length
  }
  expect(await looksAt(1)).toBe(2)
  expect(await looksAt(40)).toBe(2)
  normalize.mockRestore()
})
