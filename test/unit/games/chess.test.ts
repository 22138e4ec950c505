import { describe, expect, it } from 'vitest'
import { chess } from '../../../src/games/chess.js'
import { InvalidMove, InvalidNotation } from '../../../src/games/Game.js'

const START = 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1'
const CASTLING = 'r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 20'
const PROMOTION = '3r3k/4P3/8/8/8/8/8/4K3 w - - 0 60'

describe('chess notation', () => {
  it.each([
    ['keeps a canonical FEN', START, START],
    ['adds the counters an EPD lacks', START.slice(0, -4), START],
    ['evens out spaces', `  ${START.replaceAll(' ', '   ')}\n`, START],
    [
      'drops an en-passant square nobody can use',
      'rnbqkbnr/pppppppp/8/8/4P3/8/PPPP1PPP/RNBQKBNR b KQkq e3 0 1',
      'rnbqkbnr/pppppppp/8/8/4P3/8/PPPP1PPP/RNBQKBNR b KQkq - 0 1',
    ],
    [
      'keeps an en-passant square that can be used',
      'rnbqkbnr/ppp1pppp/8/8/3pP3/8/PPPP1PPP/RNBQKBNR b KQkq e3 0 3',
      'rnbqkbnr/ppp1pppp/8/8/3pP3/8/PPPP1PPP/RNBQKBNR b KQkq e3 0 3',
    ],
    [
      'drops an en-passant square whose capture would expose the king',
      '8/8/8/8/k2Pp2R/8/8/4K3 b - d3 0 40',
      '8/8/8/8/k2Pp2R/8/8/4K3 b - - 0 40',
    ],
  ])('%s', (_, given, canonical) => {
    expect(chess.normalizeNotation(given)).toBe(canonical)
  })

  it('takes the first four fields for the identity, so that move counters do not make a new position', () => {
    const later = START.replace('0 1', '7 31')
    expect(chess.identityOf(later)).toBe(chess.identityOf(START))
    expect(chess.identityOf(START)).toBe('rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq -')
    expect(chess.identityOf(START.replace(' w ', ' b '))).not.toBe(chess.identityOf(START))
  })

  it.each([
    ['', /six fields.*this has 0/],
    ['e4', /six fields.*this has 1/],
    ['4k3/8/8/8/8/8/4K3 w - - 0 1', /eight ranks.*this has 7/],
    ['4k3/8/8/8/8/8/44/4K3 w - - 0 1', /two numbers in a row/],
    ['4k3/8/8/8/8/8/7/4K3 w - - 0 1', /rank 2 describes 7 squares/],
    ['4k3/8/8/8/8/8/x7/4K3 w - - 0 1', /rank 2 contains "x"/],
    ['8/8/8/8/8/8/8/4K3 w - - 0 1', /Black has no king/],
    ['4k3/8/8/8/8/8/8/3KK3 w - - 0 1', /White has 2 kings/],
    ['P3k3/8/8/8/8/8/8/4K3 w - - 0 1', /pawn on the first or last rank/],
    ['4k3/pppppppp/p7/8/8/8/8/4K3 w - - 0 1', /Black has 9 pawns/],
    ['4k3/8/8/8/8/8/PPPPPPPP/QQ2K3 w - - 0 1', /White has more pieces/],
    ['4k3/8/8/8/8/8/8/4K3 x - - 0 1', /side to move must be "w" or "b", not "x"/],
    ['4k3/8/8/8/8/8/8/4K3 w QK - 0 1', /castling must be/],
    ['4k3/8/8/8/8/8/8/4K3 w K - 0 1', /castling "K" needs the white king on e1 and a rook on h1/],
    ['4k3/8/8/3P4/8/8/8/4K3 w - e6 0 1', /no pawn can just have moved from e7 to e5/],
    ['4k3/8/8/8/8/8/8/4K3 w - e3 0 1', /en-passant square must be "-" or on rank 6/],
    ['4k3/8/8/8/8/8/8/4K3 w - - -1 1', /half-move clock/],
    ['4k3/8/8/8/8/8/8/4K3 w - - 0 0', /move number must be a whole number from 1/],
    ['4k3/4R3/8/8/8/8/8/4K3 w - - 0 1', /Black is in check although it is White's move/],
    ['4k3/8/8/8/8/8/4r3/4K3 b - - 0 1', /White is in check although it is Black's move/],
  ])('refuses %j and says why', (notation, reason) => {
    expect(() => chess.normalizeNotation(notation)).toThrow(InvalidNotation)
    expect(() => chess.normalizeNotation(notation)).toThrow(reason)
  })

  it('does not repeat a huge input in its message', () => {
    expect(() => chess.normalizeNotation('x'.repeat(5_000_000))).toThrow(/^.{1,300}$/)
  })
})

describe('chess phases', () => {
  it.each([
    ['opening', START],
    ['opening', 'r1bqkbnr/pppp1ppp/2n5/4p3/4P3/5N2/PPPP1PPP/RNBQKB1R w KQkq - 2 3'],
    ['opening', 'r1bqk2r/ppp2ppp/2np1n2/2b1p3/2B1P3/2PP1N2/PP3PPP/RNBQK2R w KQkq - 0 6'],
    ['middlegame', 'r4rk1/1b1qbppp/p1npn3/1pp1p3/4P3/2PPBNNP/PPBQ1PP1/R4RK1 w - - 0 18'],
    ['endgame', '6k1/5ppp/8/8/8/8/r4PPP/1R4K1 w - - 0 1'],
    ['endgame', '8/8/8/4k3/8/4K3/4P3/8 w - - 0 1'],
    ['middlegame', '3q1rk1/5ppp/8/8/8/8/5PPP/3Q1RK1 w - - 0 30'],
  ])('calls it %s: %s', (phase, notation) => {
    expect(chess.phaseOf?.(notation)).toBe(phase)
  })
})

describe('chess moves', () => {
  it.each([
    [START, 'Nf3', 'Nf3'],
    [START, 'Nf3!?', 'Nf3'],
    [START, ' 1. Nf3 ', 'Nf3'],
    [START, 'g1f3', 'Nf3'],
    [START, 'Ng1-f3', 'Nf3'],
    [START, '♘f3', 'Nf3'],
    [START, 'e2e4', 'e4'],
    [START, 'e2-e4', 'e4'],
    [CASTLING, '0-0', 'O-O'],
    [CASTLING, '0-0-0!', 'O-O-O'],
    [CASTLING, 'e1g1', 'O-O'],
    [CASTLING, 'Rxh8', 'Rxh8+'],
    [CASTLING, 'Rh1h8', 'Rxh8+'],
    [CASTLING, 'h1xh8', 'Rxh8+'],
    [PROMOTION, 'e7e8q', 'e8=Q+'],
    [PROMOTION, 'exd8=Q', 'exd8=Q+'],
    [PROMOTION, 'exd8(N)', 'exd8=N'],
    [PROMOTION, 'e8N', 'e8=N'],
    ['rnbqkbnr/ppp1pppp/8/8/3pP3/8/PPPP1PPP/RNBQKBNR b KQkq e3 0 3', '3...dxe3 e.p.', 'dxe3'],
  ])('in %s spells %j as %s', (notation, move, san) => {
    expect(chess.normalizeMove(notation, move)).toBe(san)
    expect(chess.normalizeMove(notation, san)).toBe(san)
  })

  it.each([
    [START, 'Nf6', /"Nf6" is not legal/],
    [START, 'O-O', /not legal/],
    [START, 'exd3', /not legal/],
    [START, 'Nxf3', /not legal/],
    [START, 'hello', /not a chess move/],
    [START, '', /not a chess move/],
    [START, '--', /not a chess move/],
    [PROMOTION, 'e8', /must name the piece the pawn becomes/],
    ['4k3/8/8/8/8/8/8/RN2KN1R w - - 0 1', 'Nd2', /fits more than one legal move: Nbd2 or Nfd2/],
  ])('in %s refuses %j and says why', (notation, move, reason) => {
    expect(() => chess.normalizeMove(notation, move)).toThrow(InvalidMove)
    expect(() => chess.normalizeMove(notation, move)).toThrow(reason)
  })

  it.each([
    ['1. e4 e5 2.Nf3', 'e4 e5 Nf3'],
    ['e2e4 e7e5 g1f3', 'e4 e5 Nf3'],
    ['1.e4 {best by test} e5 $1 2. Nf3! Nc6 3.Bb5 a6 4. Ba4 Nf6 5. 0-0 1/2-1/2', 'e4 e5 Nf3 Nc6 Bb5 a6 Ba4 Nf6 O-O'],
    ['1. e4 1... e5', 'e4 e5'],
    ['', ''],
  ])('writes the line %j as %j', (line, canonical) => {
    expect(chess.normalizeLine(START, line)).toBe(canonical)
    expect(chess.normalizeLine(START, canonical)).toBe(canonical)
  })

  it('reads a line that starts with Black', () => {
    const afterE4 = 'rnbqkbnr/pppppppp/8/8/4P3/8/PPPP1PPP/RNBQKBNR b KQkq - 0 1'
    expect(chess.normalizeLine(afterE4, '1... e5 2. Nf3 Nc6')).toBe('e5 Nf3 Nc6')
    expect(chess.normalizeLine(afterE4, '...e5 2.Nf3')).toBe('e5 Nf3')
  })

  it('names the first move of a line that is not legal where it stands', () => {
    expect(() => chess.normalizeLine(START, '1. e4 e5 2. Nf3 Nf3')).toThrow(/"Nf3" is not legal in rnbqkbnr\/pppp1ppp/)
  })

  it('lists all legal moves in a fixed order', () => {
    const moves = chess.legalMoves(START)
    expect(moves).toHaveLength(20)
    expect(moves).toEqual([...moves].sort())
    expect(moves).toContain('Nf3')
    expect(chess.legalMoves('7k/5Q2/6K1/8/8/8/8/8 b - - 0 1')).toEqual([])
  })
})
