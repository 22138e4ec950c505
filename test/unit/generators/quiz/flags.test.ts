import { describe, expect, it } from 'vitest'
import { quizFlags } from '../../../../src/generators/quiz/flags.js'
import type { QuizQuestion } from '../../../../src/generators/quiz/question.js'
import { questionFindings } from '../../../../src/generators/quiz/questionFindings.js'

interface Asked {
  stem?: string
  key?: string
  wrong?: readonly string[]
  language?: string | undefined
  more?: Partial<QuizQuestion>
}

/** Codes of the flags of a question. */
const flagsOf = ({ stem = 'What comes next?', key = 'Bread', wrong = ['Milk', 'Salt'], more, ...of }: Asked) => {
  const choices = [key, ...wrong].map((text, index) => ({ text, correct: index === 0, why: 'It is told so.' }))
  const question: QuizQuestion = { sort: 'single', stem, choices, explanation: `It is ${key}.`, ...more }
  const language = 'language' in of ? of.language : 'en'
  const flags = questionFindings(question, { language }).filter(({ isFlag }) => isFlag)
  expect(flags.every(({ code }) => quizFlags.some((known) => known === code))).toBe(true)
  return flags.map(({ code }) => code)
}

describe('the flags of a question', () => {
  it('are none where nothing gives its key away', () => {
    expect(flagsOf({})).toEqual([])
  })

  it('tell a key that is more than 1.5 times as long as the mean of what is wrong', () => {
    const wrong = ['ten chars.', 'ten chars!', 'ten chars?']
    expect(flagsOf({ key: 'it is fifteen..', wrong, language: 'ja' })).toEqual([])
    expect(flagsOf({ key: 'it is sixteen...', wrong, language: 'ja' })).toEqual(['key-long'])
  })

  it('tell a longest choice of more than 2.5 times the shortest, whichever is right', () => {
    expect(flagsOf({ key: 'ten chars.', wrong: ['ten chars?', 'x'.repeat(25)] })).toEqual([])
    expect(flagsOf({ key: 'ten chars.', wrong: ['ten chars?', 'x'.repeat(26)] })).toEqual(['lengths-differ'])
  })

  it('do not measure what nobody sees: moves and words of few letters', () => {
    expect(flagsOf({ key: 'Qxf7#', wrong: ['e4', 'd4'], more: { areMoves: true } })).toEqual([])
    expect(flagsOf({ key: 'Yes', wrong: ['No'] })).toEqual([])
    expect(flagsOf({ key: 'bar/22, 13/11*(2)', wrong: ['6/5', '8/7'], more: { areMoves: true } })).toEqual([
      'key-long',
      'lengths-differ',
    ])
  })

  it('tell a word of the stem that only the key repeats', () => {
    const stem = 'Which opening fights for the centre?'
    expect(flagsOf({ stem, key: 'The central opening', wrong: ['A flank attack', 'A waiting move'] })).toEqual([
      'stem-echo',
    ])
    expect(flagsOf({ stem, key: 'The central opening', wrong: ['A flank opening', 'A waiting move'] })).toEqual([])
    expect(flagsOf({ stem, key: 'Which for the', wrong: ['Some rook', 'Some king'] })).toEqual([])
    const german = 'Welche Eröffnung kämpft um die Mitte?'
    const choices = { key: 'Die offene Eröffnung', wrong: ['Der Flankenangriff', 'Ein Wartezug hier'] }
    expect(flagsOf({ stem: german, ...choices, language: 'de' })).toEqual(['stem-echo'])
    expect(
      flagsOf({ stem: '日本の首都は', key: '日本の首都', wrong: ['大阪の町並', '京都の町並'], language: 'ja' }),
    ).toEqual([])
  })

  it.each([
    ['A piece that jumps is a', 'knight', ['elephant', 'officer'], ['grammar-clue']],
    ['A piece that jumps is a', 'knight', ['elephant', 'bishop'], []],
    ['It lasts an', 'hour', ['day', 'week'], ['grammar-clue']],
    ['She studies at a ____', 'university', ['office', 'airport'], ['grammar-clue']],
    ['The heaviest pieces are', 'rooks', ['pawn', 'king'], ['grammar-clue']],
    ['The heaviest piece is:', 'class', ['pawns', 'kings'], ['grammar-clue']],
    ['The heaviest pieces are', 'rooks', ['pawns', 'king'], []],
    ['Which of these colours is', 'green', ['lamps', 'walls'], []],
  ])('tell that an article or a number fits the key alone: %s %s', (stem, key, wrong, expected) => {
    expect(flagsOf({ stem, key, wrong })).toEqual(expected)
    expect(flagsOf({ stem, key, wrong, language: undefined })).toEqual([])
  })

  it.each([
    ['en', 'Which move is not legal?', true],
    ['en', 'Which move is NOT legal?', false],
    ['en', 'Which move is **not** legal?', false],
    ['en', 'Which move isn’t legal?', true],
    ['en', 'White has not castled. Which move is legal?', false],
    ['de', 'Welcher Zug ist nicht erlaubt?', true],
    ['de', 'Welcher Zug ist NICHT erlaubt?', false],
    ['fr', 'Quel coup n’est pas permis ?', true],
    ['es', '¿Qué jugada no es legal?', true],
    ['it', 'Quale mossa non è legale?', true],
    ['pt', 'Qual lance não é legal?', true],
    ['nl', 'Welke zet is niet toegestaan?', true],
    ['ru', 'Какой ход не разрешён?', false],
    [undefined, 'Which move is not legal?', false],
  ])('tell a negative stem without emphasis, in %s: %s', (language, stem, isFlagged) => {
    expect(flagsOf({ stem, language })).toEqual(isFlagged ? ['negative-stem'] : [])
  })

  it.each([
    ['en', 'Castles always', 'Castles late'],
    ['de', 'Rochiert immer', 'Rochiert spät'],
    ['fr', 'Roque toujours', 'Roque tardif'],
    ['nl', 'Rokeert altijd', 'Rokeert laat'],
  ])('tell an absolute word that one choice has alone, in %s', (language, absolute, other) => {
    expect(flagsOf({ language, key: other, wrong: [absolute, 'Zugzwang gone'] })).toEqual(['absolute-words'])
    expect(flagsOf({ language, key: absolute, wrong: [`${absolute} so`, 'Zugzwang gone'] })).toEqual([])
    expect(flagsOf({ language: 'ja', key: other, wrong: [absolute, 'Zugzwang gone'] })).toEqual([])
  })

  it('read nothing but the stem of a short question', () => {
    const more = { sort: 'short', choices: [], answer: 'never' } as const
    expect(flagsOf({ stem: 'What does she never do?', more })).toEqual(['negative-stem'])
    expect(flagsOf({ more })).toEqual([])
  })

  it('read no words where choices are moves', () => {
    const more = { areMoves: true }
    expect(flagsOf({ stem: 'Which move does not lose? Not an', key: 'e4', wrong: ['d4', 'c4'], more })).toEqual([])
  })
})
