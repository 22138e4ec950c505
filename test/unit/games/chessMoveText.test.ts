import { describe, expect, it, vi } from 'vitest'
import { MoveText } from '../../../src/games/chess/moveText.js'

const read = (text: string, options?: { maxMoves: number }): MoveText => {
  const moveText = new MoveText(options)
  for (const [index, line] of text.split('\n').entries()) moveText.read(line, index + 1)
  return moveText
}
const movesOf = (text: string) =>
  read(text)
    .moves.map((move) => move.text)
    .join(' ')

describe('the move text of a game', () => {
  it.each([
    [
      'numbers in all their forms',
      '1. e4 1... e5 2.Nf3 Nc6 3 Bb5 a6 4Ba4 Nf6 5.0-0',
      'e4 e5 Nf3 Nc6 Bb5 a6 Ba4 Nf6 0-0',
    ],
    ['an ellipsis as one sign', '1… e5 2. Nf3', 'e5 Nf3'],
    ['comments in braces, over lines, one after the other', '1. e4 {a\n1. d4} {b} e5 {c}{d}', 'e4 e5'],
    ['comments to the end of the line', '1. e4 ; best {by test\ne5 ; (fine', 'e4 e5'],
    ['semicolons inside braces', '1. e4 {a; b} e5', 'e4 e5'],
    ['brackets inside comments', '1. e4 {(} e5 {)} 2. Nf3 {$1 [%csl Gf7]}', 'e4 e5 Nf3'],
    ['braces that a file nests all the same', '1. e4 {a {b} 1. c4 c5 (x} 1... e5 {c {d {e} f} g} 2. Nf3', 'e4 e5 Nf3'],
    ['a closing brace too many', '1. e4 } e5', 'e4 e5'],
    [
      'variations in variations',
      '1. e4 (1. d4 d5 (1... Nf6 (x) 2. c4) 2. c4) e5 (1... c5)(1... e6) 2. Nf3',
      'e4 e5 Nf3',
    ],
    ['variations that begin with a comment or a glyph', '1. e4 ({or} 1. d4) ($142 1. c4) (! 1. f4) e5', 'e4 e5'],
    ['comments with brackets in variations', '1. e4 (1. d4 {:)} d5 ; :)\n) e5', 'e4 e5'],
    ['a closing bracket too many', '1. e4 ) e5', 'e4 e5'],
    ['null moves in variations', '1. e4 (1. -- e5 2. Z0) e5', 'e4 e5'],
    ['glyphs by number', '1. e4 $1 $142 e5$10 2. Nf3$5$6', 'e4 e5 Nf3'],
    [
      'glyphs as signs, with a space before them or without',
      '1. e4 !! e5 ?! 2. Nf3! = Nc6 +/- 3. Bb5 ± a6 -+',
      'e4 e5 Nf3! Nc6 Bb5 a6',
    ],
    ['a glyph before its move', '1. !e4 □e5', 'e4 e5'],
    ['evaluations', '1. e4 +0.35/12 e5 -1.2', 'e4 e5'],
    ['e.p. and what annotators write', '1. exd6 e.p. Kd7 ep 2. c4 N Kc6 D 3. c5 TN', 'exd6 Kd7 c4 Kc6 c5'],
    ['a promotion apart from its move', '1. a8(Q) h1 (q) 2. b8 =N c1=Q+ 3. d8 R', 'a8(Q) h1(q) b8=N c1=Q+ d8R'],
    [
      'no-break, thin, zero-width spaces and soft hyphens',
      '1.\u00a0e4\u2009e5\u200b2.\u2060Nf3\u00adNc6',
      'e4 e5 Nf3 Nc6',
    ],
    ['commas between moves', '1. e4, e5, 2. Nf3', 'e4 e5 Nf3'],
    ['clock times that stand outside comments', '1. e4 [%clk 0:01:00] e5 [#] 2. Nf3 [%emt', 'e4 e5 Nf3'],
    ['figurines', '1. ♘f3 ♞f6', '♘f3 ♞f6'],
    ['hyphens and short dashes of typography', '1. e2–e4 e7‑e5 2. O–O 0−0 1–0 Qh5', 'e2-e4 e7-e5 O-O 0-0'],
    ['all behind the result', '1. e4 e5 1/2-1/2 Draw agreed 2. Nf3', 'e4 e5'],
    ['a result that touches the last move', '1. e4 Qxf7#1-0 e5', 'e4 Qxf7#'],
    ['a result inside a variation', '1. e4 (1. f3 e5 2. g4 Qh4# 0-1) e5 *', 'e4 e5'],
    ['a game that ends in a comment or a variation', '1. e4 e5 (1... c5 {open', 'e4 e5'],
  ])('is read past %s', (_, text, moves) => {
    expect(movesOf(text)).toBe(moves)
  })

  it('keeps null moves of the main line, in one spelling', () => {
    expect(movesOf('1. e4 -- 2. Z0 @@@@ 3. 0000 d5')).toBe('e4 -- -- -- -- d5')
  })

  it('says of every move where it stands', () => {
    expect(read('12. e4 {\n} e5\n\n13. Nf3 Nc6').moves).toEqual([
      { text: 'e4', lineNumber: 1, moveNumber: 12 },
      { text: 'e5', lineNumber: 2, moveNumber: 12 },
      { text: 'Nf3', lineNumber: 4, moveNumber: 13 },
      { text: 'Nc6', lineNumber: 4, moveNumber: 13 },
    ])
  })

  it('reads its own moves back as they are', () => {
    const moves = movesOf('1. a8(Q) h1 =N 2. exd6 e.p. -- 3. Nf3!? {x} 0-0 1-0')
    expect(movesOf(moves)).toBe(moves)
  })

  it('holds no more than it was told, of words as of moves', () => {
    const { moves } = read(`${'e4 e5 '.repeat(1000)}`, { maxMoves: 3 })
    expect(moves).toHaveLength(3)
    expect(read('x'.repeat(100_000)).moves[0]?.text.length).toBeLessThan(50)
  })

  it.each([
    ['opening braces', '{'],
    ['closing braces', '}'],
    ['nested braces', '{{}}'],
    ['brackets', '('],
    ['promotions', '(Q)'],
    ['clock times that never close', '[%'],
    ['numbers', '1.'],
    ['signs', '+-'],
    ['blanks', ' \u00a0'],
    ['moves', 'Nf3 '],
  ])('takes twice the steps for twice the text, also of nothing but %s', (_, unit) => {
    const steps = (text: string): number => {
      const exec = vi.spyOn(RegExp.prototype, 'exec')
      const indexOf = vi.spyOn(String.prototype, 'indexOf')
      read(text)
      const count = exec.mock.calls.length + indexOf.mock.calls.length
      exec.mockRestore()
      indexOf.mockRestore()
      return count
    }
    const half = steps(unit.repeat(2000))
    expect(steps(unit.repeat(4000))).toBeLessThanOrEqual(2 * half + 10)
    // And each step is short: a megabyte is done long before the time limit of this test.
    expect(read(unit.repeat(1_000_000 / unit.length)).hasBegun).toBe(unit.trim() !== '')
  })
})
