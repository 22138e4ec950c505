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
    game('[Event "fine"]', '1. Qg6 *'),
  ].join('')
  expect(await readAll('pgn', pgn)).toMatchObject([
    { lineNumber: 1, reason: expect.stringContaining('no FEN tag') },
    { lineNumber: 5, reason: expect.stringContaining('no moves') },
    { lineNumber: 10, reason: expect.stringContaining('Qa8') },
    { lineNumber: 15, facts: { solution: { best: 'Qg6' } } },
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

test('a game with a line that is not UTF-8 is reported as a whole', async () => {
  const pgn = Buffer.from(game('[Event "a"]\n[White "Müller"]', '1. Qg6 *') + game('[Event "b"]', '1. Qg6 *'), 'latin1')
  expect(await readAll('pgn', pgn)).toMatchObject([
    { lineNumber: 1, reason: expect.stringMatching(/^Line 2: .*UTF-8/) },
    { lineNumber: 7, facts: {} },
  ])
})
