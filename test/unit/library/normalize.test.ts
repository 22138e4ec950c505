import { expect, test } from 'vitest'
import { backgammon } from '../../../src/games/backgammon.js'
import { chess } from '../../../src/games/chess.js'
import { firstMoveOf, normalizePosition } from '../../../src/library/normalize.js'
import { InvalidPosition, type PositionInput } from '../../../src/library/position.js'

const FEN = '6k1/5ppp/8/8/8/8/5PPP/R5K1 w - - 0 1'

const normalize = (facts: PositionInput) =>
  normalizePosition({ game: chess, facts: { notation: FEN, solution: { best: 'Ra8' }, ...facts } })

const problemOf = (facts: PositionInput) => {
  try {
    return normalize(facts)
  } catch (error) {
    if (error instanceof InvalidPosition) return { field: error.field, reason: error.message }
    throw error
  }
}

test('moves, themes and texts come out canonical, and again the same', () => {
  const facts = normalize({
    themes: [' mate ', 'mate', '', 'back rank'],
    solution: { best: 'a1a8', line: '1. Ra8#', alsoBest: ['Ra8', 'Ra7'], avoid: ['h2h3', 'h3'], score: ' #1 ' },
    notes: null,
    source: '  ',
  })
  expect(facts).toEqual({
    game: 'chess',
    notation: FEN,
    phase: 'endgame',
    themes: ['mate', 'back rank'],
    difficulty: 'intermediate',
    solution: { best: 'Ra8#', line: 'Ra8#', alsoBest: ['Ra7'], avoid: ['h3'], score: '#1' },
  })
  expect(normalize(facts)).toEqual(facts)
})

test('without a best move the first of the line is it', () => {
  expect(normalize({ solution: { line: 'Ra8' } }).solution.best).toBe('Ra8#')
})

test.each([
  ['notation', { notation: ' ' }, /notation is missing; Chess needs a FEN/],
  ['notation', { notation: 'x'.repeat(501) }, /501 characters; at most 500/],
  ['notation', { notation: '8/8 w' }, /FEN/],
  ['phase', { phase: 'bearoff' }, /"bearoff" is unknown; Chess has opening, middlegame, endgame/],
  ['difficulty', { difficulty: 'hard' }, /"hard" is unknown; allowed are beginner, intermediate, advanced/],
  ['solution.best', { solution: {} }, /give the best move or a line/],
  ['solution.best', { solution: { best: 'Rb8' } }, /"Rb8"/],
  ['solution.line', { solution: { best: 'Ra8', line: 'Ra7' } }, /must start with the best move, Ra8#/],
  ['solution.alsoBest', { solution: { best: 'Ra8', alsoBest: ['Rb8'] } }, /"Rb8"/],
  ['solution.avoid', { solution: { best: 'Ra8', avoid: ['a1a8'] } }, /Ra8# is given as a good move and as a mistake/],
  ['themes', { themes: ['x'.repeat(61)] }, /at most 60/],
  ['themes', { themes: Array.from({ length: 21 }, (_, index) => `t${index}`) }, /at most 20 entries/],
  ['notes', { notes: 'a\0' }, /NUL/],
])('what is wrong with %s is said, with what is allowed: %j', (field, facts: PositionInput, reason) => {
  expect(problemOf(facts)).toEqual({ field, reason: expect.stringMatching(reason) })
})

test('a game that cannot tell the phase asks for it', () => {
  const cannotTell = { ...chess, phaseOf: undefined }
  const facts = { notation: FEN, solution: { best: 'Ra8' } }
  expect(() => normalizePosition({ game: cannotTell, facts })).toThrow(/phase is missing; Chess has opening/)
})

test('backgammon plays keep their spaces', () => {
  const notation = 'XGID=-b----E-C---eE---c-e----B-:0:0:1:31:0:0:0:0:10'
  const facts = { notation, phase: 'opening', solution: { best: '8/5 6/5', line: '8/5 6/5' } }
  expect(normalizePosition({ game: backgammon, facts }).solution).toEqual({
    best: '8/5 6/5',
    line: '8/5 6/5',
    alsoBest: [],
    avoid: [],
  })
})

test('the first move of a chess line is its first word', () => {
  const notation = chess.normalizeNotation('rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1')
  expect(firstMoveOf({ game: chess, notation, line: 'e4 e5 Nf3' })).toBe('e4')
})

test('the first move of a backgammon line is the whole play', () => {
  const notation = backgammon.normalizeNotation('XGID=-b----E-C---eE---c-e----B-:0:0:1:31:0:0:0:0:10')
  expect(firstMoveOf({ game: backgammon, notation, line: '8/5 6/5' })).toBe('8/5 6/5')
})
