import { expect, test } from 'vitest'
import { readAll } from './readAll.js'

const SMOTHERED = '2rr3k/pp3pp1/1nnqbN1p/3pN3/2pP4/2P3Q1/PPB4P/R4RK1 w - -'

test('an EPD line becomes a position with best move, equals, mistakes, line, source, notes and score', async () => {
  const line = `${SMOTHERED} bm Qg6 Nfd7; am Qh4 Qg5; pv Qg6 fxg6; ce -35; id "WAC.001; first"; c0 "Say \\"hm\\"."; c1 two;`
  expect(await readAll('epd', line)).toEqual([
    {
      lineNumber: 1,
      facts: {
        game: 'chess',
        notation: `${SMOTHERED} 0 1`,
        phase: 'middlegame',
        themes: [],
        difficulty: 'intermediate',
        solution: { best: 'Qg6', alsoBest: ['Nfd7'], avoid: ['Qh4', 'Qg5'], line: 'Qg6 fxg6', score: '-0.35' },
        source: 'WAC.001; first',
        notes: 'Say "hm".\ntwo',
      },
    },
  ])
})

test('move counters come from hmvc and fmvn, or from a FEN of six fields', async () => {
  const read = await readAll('epd', `${SMOTHERED} hmvc 3; fmvn 21; bm Qg6;\n${SMOTHERED} 5 30 bm Qg6;`)
  expect(read).toMatchObject([
    { facts: { notation: `${SMOTHERED} 3 21` } },
    { facts: { notation: `${SMOTHERED} 5 30` } },
  ])
})

test('a byte order mark, CRLF, blank lines and lines that start with # are no positions and keep the count of lines', async () => {
  const read = await readAll('epd', `\uFEFF${SMOTHERED} bm Qg6;\r\n\r\n# of 1987\r\n   \r\n${SMOTHERED} bm Qg6;`)
  expect(read).toMatchObject([
    { lineNumber: 1, facts: { solution: { best: 'Qg6' } } },
    { lineNumber: 5, facts: { notation: `${SMOTHERED} 0 1` } },
  ])
})

test('each bad line is reported with its number and reason, and the lines behind it are read', async () => {
  const bad = ['nonsense', `${SMOTHERED} id "x";`, `${SMOTHERED} bm Qa9;`, `${SMOTHERED} bm Qg6; id "open`]
  const read = await readAll('epd', [...bad, `${SMOTHERED} bm Qg6;`].join('\n'))
  expect(read).toEqual([
    { lineNumber: 1, reason: expect.stringContaining('4 fields of a FEN') },
    { lineNumber: 2, reason: expect.stringContaining('no bm') },
    { lineNumber: 3, reason: expect.stringContaining('"Qa9"') },
    { lineNumber: 4, reason: expect.stringContaining('never closed') },
    { lineNumber: 5, facts: expect.objectContaining({ phase: 'middlegame' }) },
  ])
})

test('a line that is not UTF-8 is reported alone', async () => {
  const good = Buffer.from(`${SMOTHERED} bm Qg6;\n`)
  const latin1 = Buffer.from(`${SMOTHERED} bm Qg6; id "Müller";\n`, 'latin1')
  const read = await readAll('epd', Buffer.concat([good, latin1, good]))
  expect(read).toMatchObject([
    { lineNumber: 1, facts: {} },
    { lineNumber: 2, reason: expect.stringContaining('UTF-8') },
    { lineNumber: 3, facts: {} },
  ])
})

test('no reason repeats a long line', async () => {
  const [read] = await readAll('epd', `${SMOTHERED} bm ${'Q'.repeat(50)}; c0 "${'x'.repeat(20_000)}`)
  expect(read).toMatchObject({ reason: expect.stringMatching(/^.{10,200}$/) })
})
