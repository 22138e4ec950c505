import { describe, expect, it } from 'vitest'
import { chess } from '../../../src/games/chess.js'
import { InvalidNotation } from '../../../src/games/Game.js'

const START = 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1'

describe('chess notation', () => {
  it.each([
    ['keeps a canonical FEN', START, START],
    ['adds the counters an EPD lacks', START.slice(0, -4), START],
    ['counts from move 1 where a program counted from 0', START.replace('0 1', '0 0'), START],
    ['evens out spaces', `  ${START.replaceAll(' ', '   ')}\n`, START],
    ['reads dashes for nothing', START.replace(' KQkq - ', ' – − '), START.replace('KQkq', '-')],
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
    ['4k3/8/8/8/8/8/8/4K3 w - - 0 x', /move number must be a whole number from 1/],
    ['4k3/8/8/8/8/8/8/4K3 w - - 0 -1', /move number must be a whole number from 1/],
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
