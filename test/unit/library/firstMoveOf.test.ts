import { expect, test } from 'vitest'
import { backgammon } from '../../../src/games/backgammon.js'
import { chess } from '../../../src/games/chess.js'
import { firstMoveOf } from '../../../src/library/normalize.js'

test('the first move of a chess line is its first word', () => {
  const notation = chess.normalizeNotation('rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1')
  expect(firstMoveOf({ game: chess, notation, line: 'e4 e5 Nf3' })).toBe('e4')
})

test('the first move of a backgammon line is the whole play', () => {
  const notation = backgammon.normalizeNotation('XGID=-b----E-C---eE---c-e----B-:0:0:1:31:0:0:0:0:10')
  expect(firstMoveOf({ game: backgammon, notation, line: '8/5 6/5' })).toBe('8/5 6/5')
})
