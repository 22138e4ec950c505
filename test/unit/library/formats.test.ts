import { expect, test } from 'vitest'
import { detectFormat } from '../../../src/library/readers/formats.js'

test.each([
  [{ fileName: 'WAC.EPD' }, 'epd'],
  [{ fileName: 'a.b.ndjson' }, 'jsonl'],
  [{ fileName: 'games.pgn', contentType: 'text/csv' }, 'pgn'],
  [{ contentType: 'text/csv; charset=utf-8' }, 'csv'],
  [{ fileName: 'upload', contentType: 'application/x-ndjson' }, 'jsonl'],
  [{ fileName: 'epd', contentType: 'text/plain' }, undefined],
  [{}, undefined],
])('%j is %s', (file, format) => {
  expect(detectFormat(file)).toBe(format)
})
