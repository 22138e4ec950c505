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
  const bad = ['nonsense', `${SMOTHERED} id "x";`, `${SMOTHERED} bm Qa9;`, `${SMOTHERED} id "open; bm Qg6;`]
  const read = await readAll('epd', [...bad, `${SMOTHERED} bm Qg6;`].join('\n'))
  expect(read).toEqual([
    { lineNumber: 1, reason: expect.stringContaining('4 fields of a FEN') },
    { lineNumber: 2, reason: expect.stringContaining('no bm') },
    { lineNumber: 3, reason: expect.stringContaining('"Qa9"') },
    { lineNumber: 4, reason: expect.stringContaining('no bm') },
    { lineNumber: 5, facts: expect.objectContaining({ phase: 'middlegame' }) },
  ])
})

test('a line in Latin-1, as EPD was before there was UTF-8, is read', async () => {
  const utf8 = Buffer.from(`${SMOTHERED} bm Qg6; id "Müller";\n`)
  const latin1 = Buffer.from(`${SMOTHERED} bm Qg6; id "Müller";\n`, 'latin1')
  const read = await readAll('epd', Buffer.concat([utf8, latin1]))
  expect(read).toMatchObject([{ facts: { source: 'Müller' } }, { facts: { source: 'Müller' } }])
})

const ROOKS = '4k3/8/8/8/8/8/8/R2QK3 w - -'

test.each([
  ['a lone check sign and glyph', `${ROOKS} bm Qd7 + !; id "a"`],
  ['a semicolon before the first operation', `${ROOKS} ; bm Qd7 +`],
  ['a semicolon that touches the fields', `${ROOKS}; bm Qd7+`],
  ['a move number and a comma', `${ROOKS} bm 1. Qd7+, Ra8+;`],
  ['commas without spaces', `${ROOKS} bm Qd7+,Ra8+;`],
  ['a quote that is never closed', `${ROOKS} bm Qd7+; id "open`],
  ['a quote that ends in a backslash', `${ROOKS} bm Qd7+; c0 "C:\\`],
  ['no semicolon before the next operation', `${ROOKS} bm Qd7+ dm 26 id "a"`],
  ['five fields', `${ROOKS} 3 bm Qd7+;`],
  ['a half-move clock that touches the en-passant field', `${ROOKS.slice(0, -1)}-3 9 ; bm Qd7+`],
  ['NUL at the end, and Ctrl-Z', `${ROOKS} bm Qd7+\0\x1a`],
  ['only a pv', `${ROOKS} ce 32766; pv Qd7+ Kxd7;`],
  ['more after the move', `${ROOKS} bm Qd7+;  eval = draw; v=-385`],
])('an EPD line with %s is read', async (_, line) => {
  expect(await readAll('epd', line)).toMatchObject([{ facts: { solution: { best: 'Qd7+' } } }])
})

test('further best moves and mistakes are read, also where they look like operations of their own', async () => {
  const lines = [
    `${ROOKS} bm Qd7+; Ra8+; Qd8+;`,
    `${ROOKS} bm Qd7+, Ra8+ Qd8 +;`,
    `${ROOKS} bm Qd7+; Ra8 +; Qd8+; c0 "best"; Ke2; acd 5;`,
    `${ROOKS} am Ke2; Kf2; bm Qd7+; Ra8+; id "x"; Qd8+;`,
  ]
  expect((await readAll('epd', lines.join('\n'))).map((read) => 'facts' in read && read.facts.solution)).toMatchObject([
    { best: 'Qd7+', alsoBest: ['Ra8+', 'Qd8+'] },
    { best: 'Qd7+', alsoBest: ['Ra8+', 'Qd8+'] },
    { best: 'Qd7+', alsoBest: ['Ra8+', 'Qd8+'] },
    { best: 'Qd7+', alsoBest: ['Ra8+'], avoid: ['Ke2', 'Kf2'] },
  ])
  const pawns = await readAll('epd', '4k3/8/8/8/8/8/2PPP3/4K3 w - - bm d4; c4; e4; c0 "pawns"; c1 "c3 is slow";')
  expect(pawns).toMatchObject([
    { facts: { solution: { best: 'd4', alsoBest: ['c4', 'e4'] }, notes: 'pawns\nc3 is slow' } },
  ])
})

test('a pv beside a bm is read as far as it can be, and left out where it starts with another move', async () => {
  const lines = ['Qd7+ Kxd7 R', 'Qd7+ Kxd7 Ra8 Kd6', 'Ra8+ Ke7', 'R', '1. Qd7+ Kxd7', '1. Qd7+ Kxd7 2. Ra7+ Kc8 3. Rh8']
  const read = await readAll('epd', lines.map((pv) => `${ROOKS} bm Qd7+ Ra8+; pv ${pv};`).join('\n'))
  expect(read.map((one) => 'facts' in one && one.facts.solution.line)).toEqual([
    'Qd7+ Kxd7',
    'Qd7+ Kxd7 Ra8 Kd6',
    undefined,
    undefined,
    'Qd7+ Kxd7',
    'Qd7+ Kxd7 Ra7+ Kc8',
  ])
})

test('an id or a note that is longer than the library keeps is cut, and the position kept', async () => {
  const [read] = await readAll('epd', `${ROOKS} bm Qd7+; id "${'i'.repeat(400)}"; c0 "${'n'.repeat(6000)}"`)
  expect(read).toMatchObject({ facts: { source: `${'i'.repeat(299)}…`, notes: `${'n'.repeat(4999)}…` } })
})

test('no reason repeats a long line', async () => {
  const [read] = await readAll('epd', `${SMOTHERED} bm ${'Q'.repeat(50)}; c0 "${'x'.repeat(20_000)}`)
  expect(read).toMatchObject({ reason: expect.stringMatching(/^.{10,200}$/) })
})
