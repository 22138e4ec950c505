import { Chess } from 'chess.js'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { chess } from '../../../src/games/chess.js'
import { InvalidMove } from '../../../src/games/Game.js'

const START = 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1'
const CASTLING = 'r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 20'
const PROMOTION = '3r3k/4P3/8/8/8/8/8/4K3 w - - 0 60'

describe('chess moves', () => {
  it.each([
    [START, 'Nf3', 'Nf3'],
    [START, 'Nf3!?', 'Nf3'],
    [START, ' 1. Nf3 ', 'Nf3'],
    [START, 'g1f3', 'Nf3'],
    [START, 'Ng1-f3', 'Nf3'],
    [START, '♘f3', 'Nf3'],
    [START, '♘️f3', 'Nf3'],
    [START, '♟️e4', 'e4'],
    [START, '1 e4', 'e4'],
    [START, '12 e2e4 !', 'e4'],
    [START, 'Nf3 !? =', 'Nf3'],
    [CASTLING, 'Rxh8 +', 'Rxh8+'],
    [CASTLING, '20 O-O-O !', 'O-O-O'],
    ['7k/5Q2/6K1/8/8/8/8/8 w - - 0 1', 'Qg7 #', 'Qg7#'],
    [START, 'e2e4', 'e4'],
    [START, 'e2-e4', 'e4'],
    [START, 'Nf3+-', 'Nf3'],
    [START, 'Nf3=', 'Nf3'],
    [START, 'Nf3±', 'Nf3'],
    [CASTLING, '0-0', 'O-O'],
    [CASTLING, '0-0-0!', 'O-O-O'],
    [CASTLING, 'O‑O', 'O-O'],
    [CASTLING, 'O–O', 'O-O'],
    [CASTLING, '0−0−0', 'O-O-O'],
    [START, 'e2–e4', 'e4'],
    [START, 'Ng1‐f3', 'Nf3'],
    [START, 'Nf3+−', 'Nf3'],
    [CASTLING, 'e1g1', 'O-O'],
    [CASTLING, 'e1h1', 'O-O'],
    [CASTLING, 'Ke1-a1', 'O-O-O'],
    [CASTLING.replace(' w ', ' b '), 'e8h8', 'O-O'],
    [CASTLING.replace(' w ', ' b '), 'e8a8', 'O-O-O'],
    [CASTLING, 'Rxh8', 'Rxh8+'],
    [CASTLING, 'Rh1h8', 'Rxh8+'],
    [CASTLING, 'h1xh8', 'Rxh8+'],
    [PROMOTION, 'e7e8q', 'e8=Q+'],
    [PROMOTION, 'e8=q', 'e8=Q+'],
    [PROMOTION, 'e7e8=q', 'e8=Q+'],
    [PROMOTION, 'exd8=Q', 'exd8=Q+'],
    [PROMOTION, 'exd8(N)', 'exd8=N'],
    [PROMOTION, 'e8N', 'e8=N'],
    [PROMOTION, 'exd8=Q++', 'exd8=Q+'],
    ['rnbqkbnr/ppp1pppp/8/8/3pP3/8/PPPP1PPP/RNBQKBNR b KQkq e3 0 3', 'd4xe3', 'dxe3'],
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
    [START, 'e4 e5', /not a chess move/],
    [START, 'Nf3 (Nc3)', /not a chess move/],
    [START, '', /not a chess move/],
    [START, '--', /not a chess move/],
    [START, 'e2e4Q', /not legal/],
    [START, 'Bg1f3', /not legal/],
    [START, 'g1xf3', /not legal/],
    [START, 'e7e5', /not legal/],
    [START, 'e1h1', /not legal/],
    [CASTLING.replace('KQkq', 'Qkq'), 'e1h1', /not legal/],
    [CASTLING, 'Kh1', /not legal/],
    [CASTLING, 'a1e1', /not legal/],
    ['3k4/8/8/8/8/8/8/4RK1R w - - 0 1', 'e1h1', /not legal/],
    [PROMOTION, 'e8', /must name the piece the pawn becomes/],
    [PROMOTION, 'e7e8', /must name the piece the pawn becomes/],
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
    ['e2e4 e7e5 g1f3 b8c6 f1b5 g8f6 e1h1', 'e4 e5 Nf3 Nc6 Bb5 Nf6 O-O'],
    ['1.e4 ! e5 (1...c5 2.Nf3) 2. Nf3 +- $14 Nc6', 'e4 e5 Nf3 Nc6'],
    ['e4, e5; Nf3', 'e4 e5 Nf3'],
    ['1. e2–e4 e7–e5 2. Ng1‑f3 Nb8−c6 1–0', 'e4 e5 Nf3 Nc6'],
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

  it('finds a move by its own squares or spelling, without a look at all legal ones', () => {
    const allMoves = vi.spyOn(Chess.prototype, 'moves')
    for (const move of ['e2e4', 'e2-e4', 'g1f3', 'Ng1-f3', '♘f3', 'Nf3!?', '1. Nf3', 'Nf3+'])
      chess.normalizeMove(START, move)
    for (const move of ['0-0', 'e1g1', 'e1c1', 'Rh1h8', 'h1xh8', 'Rxh8+']) chess.normalizeMove(CASTLING, move)
    for (const move of ['e7e8q', 'e8=Q', 'e8Q', 'exd8(N)', 'e7d8q']) chess.normalizeMove(PROMOTION, move)
    chess.normalizeLine(START, 'e2e4 e7e5 g1f3 b8c6 f1b5 g8f6 e1g1')
    expect(allMoves.mock.calls.filter(([of]) => of?.piece === undefined)).toEqual([])
    expect(allMoves).toHaveBeenCalled()
    allMoves.mockRestore()
  })

  it('spells every move of a game the same, whether it is written in SAN, in squares or in long notation', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 60 }), (choices) => {
        const position = new Chess()
        const played: { san: string; squares: string; long: string }[] = []
        for (const choice of choices) {
          const legal = position.moves({ verbose: true })
          const move = legal[choice % legal.length]
          if (!move) break
          position.move(move)
          const letter = move.piece === 'p' ? '' : move.piece.toUpperCase()
          const becomes = move.promotion ? `=${move.promotion.toUpperCase()}` : ''
          const sign = move.captured ? 'x' : '-'
          played.push({ san: move.san, squares: move.lan, long: `${letter}${move.from}${sign}${move.to}${becomes}` })
        }
        const line = played.map(({ san }) => san).join(' ')
        for (const spelling of ['san', 'squares', 'long'] as const)
          expect(chess.normalizeLine(START, played.map((move) => move[spelling]).join(' '))).toBe(line)
      }),
      { numRuns: 10 },
    )
  })

  it('names the first move of a line that is not legal where it stands', () => {
    const bad = () => chess.normalizeLine(START, '1. e4 e5 2. Nf3 Nf3')
    expect(bad).toThrow(/"Nf3" is not legal in rnbqkbnr\/pppp1ppp/)
    expect(bad).toThrow(expect.objectContaining({ move: 'Nf3', index: 3 }))
  })

  it.each([
    [START, ['e4'], true],
    ['k7/8/1K6/8/8/8/8/1R6 b - - 0 1', ['Kb8'], false],
    ['k7/8/8/2K5/8/8/8/7R b - - 0 1', ['Ka7', 'Kb7'], true],
    ['k7/8/8/2K5/8/8/8/7R b - - 0 1', ['Ka7', 'Kb7', 'Kb8'], false],
    ['7k/5Q2/6K1/8/8/8/8/8 b - - 0 1', [], false],
    ['7k/8/8/8/8/r7/8/K1Q5 w - - 0 1', ['Kb1'], true],
  ])('in %s knows whether a move is legal besides %j: %s', (notation, moves, expected) => {
    expect(chess.hasMoveBesides?.(notation, moves)).toBe(expected)
    expect(chess.legalMoves(notation).some((move) => !moves.includes(move))).toBe(expected)
  })

  it('lists all legal moves in a fixed order', () => {
    const moves = chess.legalMoves(START)
    expect(moves).toHaveLength(20)
    expect(moves).toEqual([...moves].sort())
    expect(moves).toContain('Nf3')
    expect(chess.legalMoves('7k/5Q2/6K1/8/8/8/8/8 b - - 0 1')).toEqual([])
  })
})
