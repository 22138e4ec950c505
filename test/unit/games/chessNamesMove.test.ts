import { describe, expect, test } from 'vitest'
import { chess } from '../../../src/games/chess.js'

const start = 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1'
// Scholar's mate: White plays Qxf7#.
const scholar = 'r1bqkb1r/pppp1ppp/2n2n2/4p2Q/2B1P3/8/PPPP1PPP/RNB1K1NR w KQkq - 4 4'
const promotion = '3r3k/4P3/8/8/8/8/8/4K3 w - - 0 60'
const names = (notation: string, move: string, text: string, language?: string) =>
  chess.namesMove?.({ notation, move, text, language })

describe('a text names a move, however it is spelled', () => {
  test.each([
    'Find Qxf7#.',
    'Find Qxf7.',
    'What about Qf7?',
    'Is **Qh5xf7** mate?',
    'Is Qh5-f7 mate?',
    'Is h5f7 mate?',
    'Is h5xf7 mate?',
    'White has 4.Qxf7 here.',
    'Does ♕xf7 win?',
    'Does ♕h5xf7 win?',
    'Does ♕️xf7 win?',
  ])('%s', (text) => {
    expect(names(scholar, 'Qxf7#', text)).toBe(true)
  })

  test.each([
    ['de', 'Gewinnt Dxf7?'],
    ['fr', 'Est-ce que Dxf7 gagne ?'],
    ['ru', 'Выигрывает ли Ф:f7?'],
    ['German', 'Gewinnt Dh5xf7 matt?'],
    ['de', 'Does Qxf7 win?'],
  ])('in %s: %s', (language, text) => {
    expect(names(scholar, 'Qxf7#', text, language)).toBe(true)
  })

  test.each([
    'The pawn on f7 is weak.',
    'Look at f7.',
    'Bxf7 comes first.',
    'Qxe5 is a check.',
    'Which queen move wins?',
    '',
  ])('but not here: %s', (text) => {
    expect(names(scholar, 'Qxf7#', text)).toBe(false)
  })

  test('promotions and castling too', () => {
    for (const text of ['exd8=Q wins', 'e7xd8Q wins', 'exd8 wins']) expect(names(promotion, 'exd8=Q+', text)).toBe(true)
    expect(names(promotion, 'exd8=Q+', 'exd8=R wins')).toBe(false)
    expect(names(promotion, 'e8=Q', 'e8=D gewinnt', 'de')).toBe(true)
    const castling = 'r1bqk2r/pppp1ppp/2n2n2/2b1p3/2B1P3/2P2N2/PP1P1PPP/RNBQK2R w KQkq - 1 5'
    expect(names(castling, 'O-O', 'Castle with 0-0.')).toBe(true)
    expect(names(castling, 'O-O', 'Not 0-0-0.')).toBe(false)
    for (const text of ['Castle with O‑O.', 'Is O–O good?', '**0−0**']) expect(names(castling, 'O-O', text)).toBe(true)
    for (const text of ['Not O–O–O.', 'Not 0‑0‑0.']) expect(names(castling, 'O-O', text)).toBe(false)
  })
})

describe('a pawn move of two letters', () => {
  test.each([
    'Play e4!',
    'Is e4 good here?',
    'The best is 1.e4.',
    'Push to e4.',
    'Why e2-e4?',
    'Why e2e4?',
    'Compare e4 and c4.',
    'Is ♟️e4 best?',
  ])('is named: %s', (text) => {
    expect(names(start, 'e4', text)).toBe(true)
  })

  test.each([
    'Who controls the e4 square?',
    'A knight on e4 would be strong.',
    'The squares d4 and e4 are the centre.',
    'The e4-square matters.',
    'Control the e4‑square.',
    'The diagonal b1‑e4 matters.',
    'Which pawn goes first?',
    'e5 is the answer.',
  ])('is not: %s', (text) => {
    expect(names(start, 'e4', text)).toBe(false)
  })

  test.each([
    ['de', 'Ein Springer auf e4 steht gut. Das Feld e4 zählt.'],
    ['fr', 'Un cavalier sur e4 est fort.'],
    ['es', 'El caballo en e4 es fuerte.'],
    ['ru', 'Конь на e4 силён.'],
    ['de', 'Es geht um die Kontrolle des Feldes e4.'],
    ['de', 'Auf den Feldern d4 und e4 stehen Bauern. Das e4‑Feld zählt.'],
    ['ru', 'Белые владеют полем e4, а слабость полей d5 и e4 важна.'],
    ['pl', 'Skoczek na polu e4 i słabość pól d5, e4.'],
    ['it', 'Le caselle d4 e e4 contano.'],
    ['sv', 'Vem styr rutan e4?'],
    ['cs', 'Jezdec stojí na poli e4.'],
    ['hu', 'Fontos az e4 mező.'],
    ['fi', 'Kuka hallitsee ruutua e4?'],
    ['el', 'Το τετράγωνο e4 είναι ισχυρό.'],
  ])('may be a place in %s', (language, text) => {
    expect(names(start, 'e4', text, language)).toBe(false)
  })
})

test.each([
  ['pl', 'Polecam e4.'],
  ['ru', 'Полезно e4.'],
])('no word is a place that only begins like one, in %s', (language, text) => {
  expect(names(start, 'e4', text, language)).toBe(true)
})

test('where the solution mates, every other mate is as good', () => {
  const notation = '7k/5Pp1/6K1/r7/8/8/8/8 w - - 0 1'
  expect(chess.asGoodAs?.(notation, 'f8=Q#')).toEqual(['f8=R#'])
  expect(chess.asGoodAs?.(notation, 'f8=N')).toEqual([])
})
