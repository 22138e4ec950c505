import { expect, test } from 'vitest'
import { readAll } from './readAll.js'

const HEADER = 'PuzzleId,FEN,Moves,Rating,RatingDeviation,Popularity,NbPlays,Themes,GameUrl,OpeningTags'
const BEFORE = '6k1/5ppp/7r/8/8/8/5PPP/3R2K1 b - - 0 30'
const AFTER = '6k1/5ppp/r7/8/8/8/5PPP/3R2K1 w - - 1 31'
const MOVES = 'h6a6 d1d8'

const puzzle = ({ fen = BEFORE, moves = MOVES, rating = '1500', themes = 'backRankMate mateIn1' } = {}) =>
  `made1,${fen},${moves},${rating},80,90,10,${themes},https://lichess.org/made1#60,`

test('a puzzle file of lichess is read as it is: the position is the one after the opponent’s move', async () => {
  expect(await readAll('csv', `${HEADER}\n${puzzle()}\n`, {})).toEqual([
    {
      lineNumber: 2,
      facts: {
        game: 'chess',
        notation: AFTER,
        phase: 'endgame',
        themes: ['backRankMate', 'mateIn1'],
        difficulty: 'intermediate',
        solution: { best: 'Rd8#', line: 'Rd8#', alsoBest: [], avoid: [] },
        source: 'Lichess puzzle made1, https://lichess.org/made1#60',
      },
    },
  ])
})

test('columns that lichess adds, leaves out or puts elsewhere change nothing', async () => {
  const csv = `Moves,DailyDate,PuzzleId,FEN\n${MOVES},2026-01-01,x1,${BEFORE}\n`
  expect(await readAll('csv', csv, { game: 'chess', difficulty: 'advanced' })).toMatchObject([
    { facts: { notation: AFTER, difficulty: 'advanced', source: 'Lichess puzzle x1' } },
  ])
})

test.each([
  ['600', 'beginner'],
  ['1199', 'beginner'],
  ['1200', 'intermediate'],
  ['1899', 'intermediate'],
  ['1900', 'advanced'],
  ['', 'intermediate'],
])('a rating of %j is %s', async (rating, difficulty) => {
  expect(await readAll('csv', `${HEADER}\n${puzzle({ rating })}`)).toMatchObject([{ facts: { difficulty } }])
})

test('a puzzle whose position or moves are wrong is reported with its line, and the rest is read', async () => {
  const bad = [
    puzzle({ moves: 'h6a7 d1d8' }),
    puzzle({ moves: 'h6a6' }),
    puzzle({ moves: 'h6a6 d1d9' }),
    puzzle({ fen: '8/8' }),
  ]
  const read = await readAll('csv', [HEADER, ...bad, puzzle()].join('\n'))
  expect(read).toMatchObject([
    { lineNumber: 2, reason: expect.stringContaining('"h6a7" is not legal') },
    { lineNumber: 3, reason: expect.stringContaining('solution is missing') },
    { lineNumber: 4, reason: expect.stringContaining('"d1d9"') },
    { lineNumber: 5, reason: expect.stringContaining('not a FEN') },
    { lineNumber: 6, facts: {} },
  ])
})

test('with columns of other names the blunder before the puzzle does not become its solution', async () => {
  const renamed = (themes: string, moves = MOVES, fen = BEFORE) => `fen,line,themes\n${fen},${moves},${themes}`
  for (const themes of ['backRankMate mateIn1', 'endgame;kingsideAttack', 'rookEndgame short'])
    expect(await readAll('csv', renamed(themes))).toMatchObject([
      { facts: { notation: AFTER, solution: { best: 'Rd8#', line: 'Rd8#' } } },
    ])
})

test('lines that are no puzzles of lichess start with the solution, as always', async () => {
  const of = (columns: string, fields: string) => readAll('csv', `${columns}\n${fields}`)
  const asItStands = [{ facts: { notation: BEFORE, solution: { best: 'Ra6' } } }]
  // Other themes, moves in SAN, or a best move beside the line.
  expect(await of('fen,line,themes', `${BEFORE},${MOVES},mate blunder discovered`)).toMatchObject(asItStands)
  expect(await of('fen,line,themes', `${BEFORE},Ra6 Rd8,backRankMate`)).toMatchObject(asItStands)
  expect(await of('fen,line,best,themes', `${BEFORE},${MOVES},Ra6,backRankMate`)).toMatchObject(asItStands)
  // From the solver's side already: the solver's move is the last.
  expect(await of('fen,line,themes', `${AFTER},d1d8,backRankMate`)).toMatchObject([
    { facts: { notation: AFTER, solution: { best: 'Rd8#' } } },
  ])
})
