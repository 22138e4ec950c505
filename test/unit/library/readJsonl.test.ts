import { expect, test } from 'vitest'
import { readAll } from './readAll.js'

const FEN = '6k1/5ppp/8/8/8/8/5PPP/R5K1 w - - 0 1'

test('records may be nested as the library gives them out, or flat', async () => {
  const nested = { game: 'chess', notation: FEN, themes: ['mate'], solution: { best: 'Ra8', avoid: ['h3'] } }
  const flat = { game: 'chess', fen: FEN, themes: ['mate'], best: 'a1a8', avoid: ['h2h3'] }
  const [first, second] = await readAll('jsonl', `${JSON.stringify(nested)}\n\n${JSON.stringify(flat)}\n`, {})
  expect(first).toMatchObject({ lineNumber: 1, facts: { themes: ['mate'], solution: { best: 'Ra8#', avoid: ['h3'] } } })
  expect(second).toEqual({ ...first, lineNumber: 3 })
})

test('what is no JSON object, or has keys we do not know, is reported with what is allowed', async () => {
  const lines = ['{"notation":', '[]', '"x"', '{"elo":1}', '{"solution":{"bestMove":"a"}}', '{"solution":5}']
  const read = await readAll('jsonl', lines.join('\n'))
  expect(read.map((one) => ('reason' in one ? one.reason : 'read'))).toEqual([
    expect.stringContaining('Not JSON: '),
    'Not a JSON object: "[]".',
    expect.stringContaining('Not a JSON object'),
    expect.stringContaining('"elo" is unknown; allowed are solution, game, notation'),
    expect.stringContaining('"bestMove" is unknown; allowed are best, line'),
    'solution must be an object.',
  ])
})

test('values of wrong types, NUL bytes and broken Unicode are reported, not stored', async () => {
  const of = (facts: object) => JSON.stringify({ notation: FEN, best: 'Ra8', ...facts })
  const lines = [of({ themes: 'mate' }), of({ notes: {} }), of({ notes: 'a\0b' }), of({ source: '\ud800' }), of({})]
  const read = await readAll('jsonl', lines.join('\n'))
  expect(read.map((one) => ('reason' in one ? one.reason : 'read'))).toEqual([
    'themes must be a list of texts.',
    'notes must be text, not object.',
    'notes holds a NUL character, which cannot be stored.',
    'source holds half a character, which cannot be stored.',
    'read',
  ])
})
