import { expect, test } from 'vitest'
import {
  type ChessDiagram,
  describeChess,
  readDiagram,
  solutionArrow,
} from '../../../../src/admin/board/chessDiagram.js'
import { englishWords } from '../englishWords.js'

const start = 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1'

test('every piece of a FEN stands on its square', () => {
  const diagram = readDiagram('8/2k5/8/8/8/8/5P2/K6R b - - 0 1') as ChessDiagram
  expect(diagram.turn).toBe('b')
  expect(diagram.pieces).toEqual([
    { kind: 'bK', file: 2, rank: 6 },
    { kind: 'wP', file: 5, rank: 1 },
    { kind: 'wK', file: 0, rank: 0 },
    { kind: 'wR', file: 7, rank: 0 },
  ])
  expect(readDiagram(start)?.pieces).toHaveLength(32)
})

test.each([
  ['', 'nothing'],
  ['8/8/8/8 w - - 0 1', 'four ranks'],
  ['9/8/8/8/8/8/8/8 w - - 0 1', 'a nine'],
  ['ppppppppp/8/8/8/8/8/8/8 w - - 0 1', 'nine pawns on a rank'],
  ['7/8/8/8/8/8/8/8 w - - 0 1', 'a short rank'],
  ['xxxxxxxx/8/8/8/8/8/8/8 w - - 0 1', 'unknown letters'],
])('%s is no diagram: %s', (notation) => {
  expect(readDiagram(notation)).toBeUndefined()
})

test('a position is read out with the side to move, piece by piece, squares in order', () => {
  const diagram = readDiagram('4k3/8/8/8/3q4/8/P1P4P/R3K2R w KQ - 0 1') as ChessDiagram
  expect(describeChess(englishWords, diagram)).toBe(
    'Chess position, White to move. White: king e1, rooks a1 and h1, pawns a2, c2 and h2. Black: king e8, queen d4.',
  )
})

test('the arrow of a solution goes from where the piece stands to where it lands', () => {
  expect(solutionArrow(start, 'Nf3')).toEqual({ from: 'g1', to: 'f3' })
  expect(solutionArrow('r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1', 'O-O-O')).toEqual({ from: 'e1', to: 'c1' })
})

test('a move that is half typed or not legal has no arrow', () => {
  expect(solutionArrow(start, 'N')).toBeUndefined()
  expect(solutionArrow(start, 'Nf6')).toBeUndefined()
})
