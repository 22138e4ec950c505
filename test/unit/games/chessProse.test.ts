import { describe, expect, it } from 'vitest'
import { chess } from '../../../src/games/chess.js'
import { countMade } from '../../shared/countMade.js'
import { cpuMs } from '../../shared/cpuMs.js'

// Italian game, White to move: 4. c3 Nf6 5. d4 exd4
const ITALIAN = {
  notation: 'r1bqk1nr/pppp1ppp/2n5/2b1p3/2B1P3/5N2/PPPP1PPP/RNBQK2R w KQkq - 4 4',
  line: 'c3 Nf6 d4 exd4',
}
const PROMOTION = { notation: '3r3k/4P3/8/8/8/8/8/4K3 w - - 0 60', line: 'exd8=Q+' }

function illegal(text: string, position = ITALIAN): string[] | undefined {
  return chess.illegalMovesInProse?.({ ...position, text })
}

describe('moves named in prose', () => {
  it.each([
    'White plays c3 and prepares d4.',
    'The knight on e5 is gone; the pawn controls d5 and f5.',
    'Black fights for e5. The e-pawn is weak, and a4 comes too late.',
    'After 4.c3 Nf6 5.d4 exd4 White recaptures.',
    'After 4. c3 Nf6 5. d4, the centre is full.',
    'White can castle with O-O at once, or with 0-0 a move later.',
    'The answer ...Nf6 hits e4.',
    'Black replies 4...Nf6 and the pawn on e4 needs care.',
    'In the end 6. cxd4 opens the c-file.',
    'The Bc5 and the Nc6 watch d4.',
    'The bishop from Bc4 looks at f7!',
    'Is it about e5? Or about d4!',
    'It threatens Nxe5 next. Be careful on f2.',
    'Black threatens Nxe4 if White only castles.',
    'The knight heads for Nb1-d2-f1-g3.',
    'The a1-h8 diagonal and the squares e4–e5 matter.',
    'The a1‑h8 diagonal is long, and O–O or O‑O is played.',
    'White plays Ng5—f7 falls next.',
    'The pawn stands on rank 5. e6 is the next square.',
    'There are 2 pawns in the centre, d4 and e4.',
    'Be2 is too modest.',
    'As a rule, a knight is at home on f3, c3, f6 or c6. Kings stay on g1 and g8.',
    'B is for bishop, N is for knight: Ne wins, Bc loses.',
    'This is r1bqk1nr/pppp1ppp/2n5/2b1p3/2B1P3/5N2/PPPP1PPP/RNBQK2R w KQkq in FEN.',
    'Also 7k/8/8/8/Bb6/8/8/K7 is only an example.',
    'See ECO code C53, move 4 and diagram 12.',
    'The match stood at 1-0 and 2.5 points.',
    '**Nc3** and `d3` are playable too; _Ng5_ is early.',
    'Bxf7+ is legal, if nothing more.',
    '',
  ])('finds nothing wrong in: %s', (text) => {
    expect(illegal(text)).toEqual([])
  })

  it.each([
    ['Rook takes: Rxe5 wins a pawn.', ['Rxe5']],
    ['White wins with Qxf7#.', ['Qxf7#']],
    ['Best is 4.e6, gaining space.', ['e6']],
    ['Best is 4. f5 at once.', ['f5']],
    ['Black answers ...Nf4 with tempo.', ['Nf4']],
    ['Black answers ...c3 here.', ['c3']],
    ['After 4.c3 e5, all is quiet.', ['e5']],
    ['After 4.c3 e5 5.d4 Black is worse.', ['e5']],
    ['Long castling, O-O-O, is the plan.', ['O-O-O']],
    ['Here 0-0-0 is strong.', ['0-0-0']],
    ['Here O–O–O is strong, or 0‑0‑0.', ['O–O–O', '0‑0‑0']],
    ['The queen goes Qd1−d5.', ['Qd1−d5']],
    ['The capture exd5 opens the file.', ['exd5']],
    ['Then e6+ forks.', ['e6+']],
    ['The surprising e6!! decides.', ['e6!!']],
    ['It promotes with e8=Q.', ['e8=Q']],
    ['Play e2e4 now.', ['e2e4']],
    ['Not Nxe4 but Bxc5 is right.', ['Bxc5']],
    ['Nb5 wins, Nb5 always wins, and so does Qh7.', ['Nb5', 'Qh7']],
    ['The queen goes Qd1-d5.', ['Qd1-d5']],
    ['**Qh7#** ends it.', ['Qh7#']],
    ['Either Nd4/Nb5 will do.', ['Nb5']],
    ['It threatens Rxh8 at once.', ['Rxh8']],
    ['The threat is gone. Nxe4 wins for Black.', []],
  ])('judges %j', (text, expected) => {
    expect(illegal(text)).toEqual(expected)
  })

  it('reads promotions, with and without capture', () => {
    expect(illegal('Not e8=Q or e8Q but exd8=Q+ wins, and exd8(R)+ too.', PROMOTION)).toEqual([])
    expect(illegal('exf8=Q wins.', PROMOTION)).toEqual(['exf8=Q'])
  })

  it('takes a move with dots as Black’s, even where White could play it', () => {
    expect(illegal('Now Ng5 is possible.')).toEqual([])
    expect(illegal('Now ...Ng5 is possible.')).toEqual(['Ng5'])
  })

  it('takes a number with one dot for White, or for the side that starts', () => {
    const blackToMove = {
      notation: 'r1bqk1nr/pppp1ppp/2n5/2b1p3/2B1P3/2P2N2/PP1P1PPP/RNBQK2R b KQkq - 0 4',
      line: 'Nf6',
    }
    expect(illegal('Best is 4.d6 or 4.Qe7.')).toEqual(['d6', 'Qe7'])
    expect(illegal('Best is 1.Nf6 or 1.d6 or 1...Qe7.', blackToMove)).toEqual([])
  })

  it('does not take a piece move with a number for the name of a piece', () => {
    expect(illegal('The Bc4 is strong.')).toEqual([])
    expect(illegal('White plays 4.Bc4.')).toEqual(['Bc4'])
  })

  it('judges in the position after the last move of the line too', () => {
    expect(illegal('Then cxd4 follows.')).toEqual([])
    expect(illegal('Then cxd4 follows.', { ...ITALIAN, line: 'c3 Nf6' })).toEqual(['cxd4'])
  })

  it('accepts a position without a line', () => {
    expect(illegal('c3 is fine: 4.c3! But ...Nf6 is a move too far.', { ...ITALIAN, line: '' })).toEqual(['Nf6'])
  })

  it('stays fast on long text', () => {
    const text = '1. e4 e5 2.Nf3 the knight on e5 ...Nf6 a1-h8 0-0 '.repeat(2000)
    expect(cpuMs(() => illegal(text))).toBeLessThan(2000)
  })

  it('learns how a language writes moves once, not for each text', () => {
    const languages = ['en', 'English', 'de', 'Deutsch', 'zh', undefined]
    const read = (name: string) => () => {
      for (let at = 0; at < 60; at += 1) {
        const text = `${name} ${at}: Nxe5 wins.`
        chess.illegalMovesInProse?.({ ...ITALIAN, text, language: languages[at % languages.length] })
      }
    }
    // Two names of each of 31 languages, and three expressions of English and German.
    expect(countMade(Intl, 'DisplayNames', read('Text'))).toBeLessThanOrEqual(62)
    expect(countMade(globalThis, 'RegExp', read('Lesson'))).toBeLessThanOrEqual(6)
  })

  it('judges what answers a choice where the text names the choice, or is about it', () => {
    const choices = ['Nxe5', 'd3', 'h3']
    const ask = (text: string, about?: string) => chess.illegalMovesInProse?.({ ...ITALIAN, text, choices, about })
    expect(ask('Nxe5 loses a piece to Nxe5.')).toEqual([])
    expect(ask('It loses a piece to 1...Nxe5.', 'Nxe5')).toEqual([])
    expect(ask('It loses a piece to ...Nxe5.')).toEqual(['Nxe5'])
    expect(ask('After h3 Nf6 d3 d6 Bg5 the game goes on.')).toEqual([])
    expect(ask('After Ng5 Nh6 Qh5 the game goes on.')).toEqual(['Qh5'])
  })

  it('takes a bare square for a choice unless it is a place', () => {
    const ask = (text: string) => chess.illegalMovesInProse?.({ ...ITALIAN, text, choices: ['b4', 'd3'] })
    expect(ask('White can play b4, when Bxb4 takes a pawn.')).toEqual([])
    expect(ask('White can look at the pawn on b4, when Bxb4 takes it.')).toEqual(['Bxb4'])
    expect(ask('White controls the squares a3 and b4, when Bxb4 takes it.')).toEqual(['Bxb4'])
  })

  it('follows a choice only so far as each move is legal after the one before', () => {
    const ask = (text: string) => chess.illegalMovesInProse?.({ ...ITALIAN, text, choices: ['Ng5'] })
    expect(ask('Ng5 Qxg5 and the d-pawn falls.')).toEqual([])
    expect(ask('Ng5 Nh6 Qxg5 wins.')).toEqual([])
    expect(ask('Ng5 Rxg5 wins.')).toEqual(['Rxg5'])
  })

  it.each([
    ['de', 'Besser als Sxe5 ist Lxf7+, und später Dh5.', ['Dh5']],
    ['de-AT', 'Schwarz antwortet ...Sf6, nicht ...Sa6.', ['Sa6']],
    ['German', 'Der Sf3 steht gut, der Td4 nicht.', ['Td4']],
    ['Deutsch', 'Weiß rochiert mit O-O. Er droht Sxe5 und Dxh8.', ['Dxh8']],
    ['fr', 'Le coup Cxe5 est légal, mais pas Dh5 ni Fb8.', ['Dh5', 'Fb8']],
    ['français', 'Les blancs jouent Fxf7+, jamais Txh8.', ['Txh8']],
    ['es', 'Se puede jugar Cxe5 o Axf7+, pero no Dh5.', ['Dh5']],
    ['it', 'Si gioca Cg5 o Axf7+, ma non Dh5.', ['Dh5']],
    ['nl', 'Wit speelt Pg5 of Lxf7+, maar niet Dh5.', ['Dh5']],
    ['pt-BR', 'Joga-se Cg5 ou Bxf7+, mas não Dh5.', ['Dh5']],
    ['ru', 'Можно Кg5 или С:f7+, но не Фh5 и не Крd5.', ['Фh5', 'Крd5']],
    ['русский', 'Сейчас Лe1 невозможно, а Kd5 тем более.', ['Лe1', 'Kd5']],
    ['pl', 'Białe grają Sg5 albo Gxf7+, ale nie Hh5.', ['Hh5']],
    ['sv', 'Vit spelar Sg5 eller Lxf7+, men inte Dh5.', ['Dh5']],
    ['cs', 'Bílý hraje Jg5 nebo Sxf7+, ne Dh5.', ['Dh5']],
    ['English', 'Sg5 and Lxf7 are no English, and Dh5 is not judged.', []],
    ['tlh', 'Nxe5 but not Qh5: English letters where the language is not known.', ['Qh5']],
    ['de', 'Englische Buchstaben gelten auch: Nxe5, nicht Qh5.', ['Qh5']],
    ['en', '♘xe5 and ♗xf7+ are legal, ♕h5 and ♛xd1 are not.', ['♕h5', '♛xd1']],
    ['zh', '白方走Nxe5很好，走Qh5不行。', ['Qh5']],
    ['de', 'Der Bauer steht auf Reihe 5. e6 ist das nächste Feld.', []],
    ['fr', 'Le pion est sur la rangée 5. e6 vient ensuite.', []],
    ['ru', 'Пешка дошла до горизонтали 5. e6 слабее.', []],
    ['de', 'Am besten ist 5. e6.', ['e6']],
  ])('reads the piece letters of %s: %s', (language, text, expected) => {
    expect(chess.illegalMovesInProse?.({ ...ITALIAN, text, language })).toEqual(expected)
  })

  it('reads promotions with the letters of the language', () => {
    const ask = (text: string) => chess.illegalMovesInProse?.({ ...PROMOTION, text, language: 'de' })
    expect(ask('Nicht e8=D, sondern exd8=D+ oder exd8S gewinnt.')).toEqual([])
    expect(ask('exf8=D gewinnt.')).toEqual(['exf8=D'])
  })
})

it('what is kept of a position and its line is never taken for another one, nor changed by a text before', () => {
  const start = 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1'
  const rooks = '6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1'
  const ask = (notation: string, line: string, more: { choices?: string[] } = {}) =>
    chess.illegalMovesInProse?.({ notation, line, text: 'White plays Nf3, then Nc6, Ra8# and Bb5.', ...more })
  const expected = [
    [start, 'e4 e5', ['Ra8#']],
    [start, '', ['Nc6', 'Ra8#', 'Bb5']],
    [rooks, 'Ra8#', ['Nf3', 'Nc6', 'Bb5']],
  ] as const
  for (const _ of [1, 2]) {
    for (const [notation, line, illegal] of expected) expect(ask(notation, line)).toEqual(illegal)
    // After a choice that the text names its moves may go on: that is true of this question alone.
    expect(ask(start, '', { choices: ['Nf3'] })).toEqual(['Ra8#', 'Bb5'])
  }
})
