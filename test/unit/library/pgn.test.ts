import { expect, test } from 'vitest'
import { readAll } from './readAll.js'

const FEN = '2rr3k/pp3pp1/1nnqbN1p/3pN3/2pP4/2P3Q1/PPB4P/R4RK1 w - - 0 1'

const game = (tags: string, moves: string) => `${tags}\n[FEN "${FEN}"]\n\n${moves}\n\n`

test('the main line from the FEN is the solution; comments, variations and glyphs are passed over', async () => {
  const tags =
    '[Event "Study"]\n[White "Ann"]\n[Black "?"]\n[Annotator "Bob"]\n[Theme "mate;sacrifice"]\n[Phase "middlegame"]'
  const moves =
    '{A [comment] with 1. e4} 1. Qg6!! $3 (1. Qg5 hxg5 (1... Qf8)) 1... fxg6\n; to the end of the line\n2. Nxg6# 1-0'
  expect(await readAll('pgn', game(tags, moves))).toEqual([
    {
      lineNumber: 1,
      facts: {
        game: 'chess',
        notation: FEN,
        phase: 'middlegame',
        themes: ['mate', 'sacrifice'],
        difficulty: 'intermediate',
        solution: { best: 'Qg6', line: 'Qg6 fxg6 Nxg6#', alsoBest: [], avoid: [] },
        source: 'Ann, Study, Bob',
      },
    },
  ])
})

test('games without FEN, without moves and with illegal moves are reported where they begin', async () => {
  const pgn = [
    '[Event "no position"]\n\n1. e4 e5 *\n\n',
    game('[Event "no moves"]', '*'),
    game('[Event "illegal"]', '1. Qa8 *'),
    game('[Event "null"]', '1. -- Qf8 *'),
    game('[Event "fine"]', '1. Qg6 *'),
  ].join('')
  expect(await readAll('pgn', pgn)).toMatchObject([
    { lineNumber: 1, reason: expect.stringContaining('no FEN tag') },
    { lineNumber: 5, reason: expect.stringContaining('no moves') },
    { lineNumber: 10, reason: expect.stringContaining('Qa8') },
    { lineNumber: 15, reason: expect.stringMatching(/^Line 18: .*null move/) },
    { lineNumber: 20, facts: { solution: { best: 'Qg6' } } },
  ])
})

test('a reason names the move, its number and its line in the file', async () => {
  const moves = '{a long\nstory} 1. Qg6 (1. Qg5) 1... fxg6\n2. Nxg6+ Kg8 $5 {!} 3. Nf9 *'
  expect(await readAll('pgn', `\n\n${game('[Event "x"]', moves)}`)).toEqual([
    {
      lineNumber: 3,
      reason: 'Line 8, move 2: "Kg8" is not legal in 2rr3k/pp4p1/1nnqbNNp/3p4/2pP4/2P5/PPB4P/R4RK1 b - - 0 2.',
    },
  ])
  const unnumbered = await readAll('pgn', game('[Event "x"]', 'Qg6\nQxx'))
  expect(unnumbered).toMatchObject([{ reason: expect.stringMatching(/^Line 5: "Qxx" is not a chess move/) }])
})

test('a main line is read as far as a null move, and no longer than a solution may be', async () => {
  expect(await readAll('pgn', game('[Event "x"]', '1. Qg6 -- 2. Qh7# *'))).toMatchObject([
    { facts: { solution: { best: 'Qg6', line: 'Qg6' } } },
  ])
  const shuffle = Array.from({ length: 150 }, () => 'Kd1 Kd8 Ke1 Ke8').join(' ')
  const [long] = await readAll('pgn', `[FEN "4k3/8/8/8/8/8/4P3/4K3 w - - 0 1"]\n\n${shuffle}`)
  expect(long).toMatchObject({ facts: { solution: { line: expect.stringMatching(/^(?:K[de][18] ?){120}$/) } } })
})

test('a whole game may stand on one line, tags and all', async () => {
  const long = `{${'So it goes. '.repeat(2000)}}`
  const pgn = `[Event "b"] [FEN "${FEN}"] [White "w"] 1. Qg6 ${long} fxg6 2. Nxg6# 1-0`
  expect(await readAll('pgn', `${pgn}\n${pgn}\n`)).toMatchObject([
    { lineNumber: 1, facts: { solution: { line: 'Qg6 fxg6 Nxg6#' }, source: 'w, b' } },
    { lineNumber: 2, facts: { solution: { line: 'Qg6 fxg6 Nxg6#' }, source: 'w, b' } },
  ])
})

test.each([
  ['FEN first', `[FEN "${FEN}"]\n[SetUp "1"]\n[Event "b"]\n[White "w"]`],
  ['a blank line among them', `[Event "b"]\n\n[FEN "${FEN}"]\n[White "w"]`],
  ['several on a line, in any spelling of case', `[event "b"][fen "${FEN}"] [ White  "w" ]`],
  ['a broken one', `[Event "b"]\n[Site "Lina\n[FEN "${FEN}"]\n[White "w"]\n[Date ]`],
  ['quotes inside, escaped and not', `[Event "b"]\n[Site "The "Big\\" One"]\n[FEN "${FEN}"]\n[White "w"]`],
  ['moves on the line of the last', `[Event "b"]\n[White "w"]\n[FEN "${FEN}"] 1. Qh4`],
])('tags stand in any order, with %s, and belong to one game', async (_, tags) => {
  const moves = tags.includes('Qh4') ? '*' : '1. Qh4 *'
  const pgn = `${game('[Event "a"]', '1. Qg6 *')}${tags}\n\n${moves}\n\n${game('[Event "c"]', '1. Qg6')}`
  const read = await readAll('pgn', pgn)
  expect(
    read.map((one) => ('facts' in one ? [one.lineNumber, one.facts.source, one.facts.solution.best] : one)),
  ).toEqual([
    [1, 'a', 'Qg6'],
    [6, 'w, b', 'Qh4'],
    [expect.any(Number), 'c', 'Qg6'],
  ])
})

test.each([
  ['', true],
  ['Standard', true],
  ['From Position', true],
  ['chess', true],
  ['Antichess', false],
  ['Chess960', false],
  ['King of the Hill', false],
])('a game of the variant %j is read: %s; others are refused by name', async (variant, isRead) => {
  const [read] = await readAll('pgn', game(`[Event "x"]\n[Variant "${variant}"]`, '1. Qg6 *'))
  expect(read).toMatchObject(
    isRead ? { facts: {} } : { reason: `The game is "${variant}"; only standard Chess is read.` },
  )
})

test('remarks at the head of a file, escaped lines and games without tags are told from games with them', async () => {
  const pgn = `\uFEFF{ Made by hand }\n; 2026\n% tool\n\n${game('[Event "a"]', '1. Qg6\n%evp 0,1\n*')}\n1. e4 e5 1-0\n\n{ the end }\n\x1a`
  expect(await readAll('pgn', pgn)).toMatchObject([
    { lineNumber: 5, facts: { source: 'a' } },
    { lineNumber: 13, reason: expect.stringContaining('no FEN tag') },
  ])
})

test('tags inside a comment open no game, and a comment that is never closed ends with its game', async () => {
  const pgn =
    game('[Event "a"]', '1. Qg6 {see\n[White "x"]\n} *') +
    game('[Event "b"]', '{ 1. Qg6 *') +
    game('[Event "c"]', '1. Qg6 *')
  const read = await readAll('pgn', pgn)
  expect(read.map((one) => [one.lineNumber, 'facts' in one])).toEqual([
    [1, true],
    [8, false],
    [13, true],
  ])
})

test('a comment that is never closed takes none of the next game along, in whatever order its tags stand', async () => {
  const pgn = `${game('[Event "a"]', '1. Qg6 { *')}[FEN "${FEN}"]\n[White "w"]\n[Event "b"]\n\n1. Qh4 *`
  expect(await readAll('pgn', pgn)).toMatchObject([
    { lineNumber: 1, facts: { source: 'a', solution: { line: 'Qg6' } } },
    { lineNumber: 6, facts: { source: 'w, b', solution: { line: 'Qh4' } } },
  ])
})

test('a file in Latin-1, as PGN was before there was UTF-8, is read', async () => {
  const pgn = Buffer.from(game('[Event "a"]\n[White "Müller"]', '1. Qg6 {schön} *'), 'latin1')
  expect(await readAll('pgn', pgn)).toMatchObject([{ lineNumber: 1, facts: { source: 'Müller, a' } }])
})

test('a game with a line that is too long is reported as a whole, one that has long text on many lines is read', async () => {
  const tooLong = game('[Event "a"]', `1. Qg6 {${'x'.repeat(1024 * 1024)}} *`)
  const manyLines = game('[Event "b"]', `1. Qg6 ${`({x} 1. Qg5 hxg5)\n`.repeat(40_000)} 1... fxg6 *`)
  const oneLine = game('[Event "c"]', `1. Qg6 ${'{x}'.repeat(100_000)} fxg6 *`)
  expect(await readAll('pgn', [tooLong, manyLines, oneLine].join(''), undefined, 64 * 1024)).toMatchObject([
    { lineNumber: 1, reason: expect.stringMatching(/^Line 4: .*longer than 1048576 bytes/) },
    { facts: { source: 'b', solution: { line: 'Qg6 fxg6' } } },
    { facts: { source: 'c', solution: { line: 'Qg6 fxg6' } } },
  ])
})
