import { describe, expect, it } from 'vitest'
import { chess } from '../../../src/games/chess.js'

const START = 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1'

describe('chess phases', () => {
  it.each([
    ['opening', START],
    ['opening', 'r1bqkbnr/pppp1ppp/2n5/4p3/4P3/5N2/PPPP1PPP/RNBQKB1R w KQkq - 2 3'],
    ['opening', 'r1bqk2r/ppp2ppp/2np1n2/2b1p3/2B1P3/2PP1N2/PP3PPP/RNBQK2R w KQkq - 0 6'],
    ['middlegame', 'r4rk1/1b1qbppp/p1npn3/1pp1p3/4P3/2PPBNNP/PPBQ1PP1/R4RK1 w - - 0 18'],
    ['endgame', '6k1/5ppp/8/8/8/8/r4PPP/1R4K1 w - - 0 1'],
    ['endgame', '8/8/8/4k3/8/4K3/4P3/8 w - - 0 1'],
    ['middlegame', '3q1rk1/5ppp/8/8/8/8/5PPP/3Q1RK1 w - - 0 30'],
    // Few men on move 2, which only says where somebody began to count.
    ['middlegame', '8/kp2q3/p3r3/1Pp5/7R/1P2Q2P/4K3/8 w - - 0 2'],
    // Everything developed on move 9: no opening is left.
    ['middlegame', 'r4rk1/ppp1qppp/2npbn2/2b1p3/2B1P3/2NPBN2/PPP1QPPP/R4RK1 w - - 0 9'],
    // Most pieces at home, but half of the men gone.
    ['middlegame', 'rnbqk3/pp6/8/8/8/8/6PP/3QKBNR w K - 0 9'],
    ['opening', 'r1bqkbnr/pppp1ppp/2n5/4p3/2B1P3/5Q2/PPPP1PPP/RNB1K1NR w KQkq - 4 4'],
  ])('calls it %s: %s', (phase, notation) => {
    expect(chess.phaseOf?.(notation)).toBe(phase)
  })

  it('is the same for the same board, whatever its move number', () => {
    const board = 'r1bqk2r/ppp2ppp/2np1n2/2b1p3/2B1P3/2PP1N2/PP3PPP/RNBQK2R w KQkq -'
    for (const counters of ['0 1', '0 6', '3 40']) expect(chess.phaseOf?.(`${board} ${counters}`)).toBe('opening')
  })
})
