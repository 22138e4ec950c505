import { expect, expectTypeOf, test } from 'vitest'
import type { Question } from '../../../../src/generators/content/part.js'
import { type QuestionsOptions, questions } from '../../../../src/generators/content/questions.js'
import { backgammon, chess, type Game } from '../../../../src/index.js'

const choice = (text: string, correct = false) => ({
  text,
  correct,
  why: correct ? 'It does.' : 'It moves along lines.',
})
const single: Question = {
  sort: 'single',
  stem: 'Which piece moves in an L?',
  choices: [choice('The bishop'), choice('The knight', true), choice('The rook')],
  explanation: 'The knight moves in an L.',
}
const short: Question = {
  sort: 'short',
  stem: 'Name the piece that jumps.',
  choices: [],
  answer: 'The knight',
  explanation: 'The knight jumps over others.',
}

const said = (value: Question[], options: QuestionsOptions = {}, facts = {}) =>
  questions(options)
    .check(value, facts)
    .filter(({ isFlag }) => !isFlag)
    .map(({ path, message }) => `${path}: ${message}`)

test('questions hold questions', () => {
  expectTypeOf(questions().schema._output).toEqualTypeOf<readonly Question[]>()
})

test('what strict schemas have as null is as if it were left out', () => {
  const part = questions({ sorts: ['single', 'short'] })
  const written = { ...short, choices: null, objective: null, difficulty: '' }
  expect(part.schema.parse([written, { ...single, answer: null }])).toEqual([short, single])
})

test('a single question has one right choice of three or more', () => {
  expect(said([single])).toEqual([])
  expect(said([{ ...single, choices: single.choices.slice(0, 2) }])).toEqual([
    '0.choices: there must be 3 to 4 choices, there are 2',
  ])
  const five = [...single.choices, choice('The queen'), choice('The king')]
  expect(said([{ ...single, choices: five }])).toEqual(['0.choices: there must be 3 to 4 choices, there are 5'])
  expect(said([{ ...single, choices: five }], { choices: 5 })).toEqual([])
  const none = single.choices.map((one) => ({ ...one, correct: false }))
  expect(said([{ ...single, choices: none }])).toEqual([
    '0.choices: 0 choices are marked correct, it must be exactly one',
  ])
})

test('a multiple question has two right choices or more, and a wrong one', () => {
  const multiple = (...right: boolean[]): Question => ({
    ...single,
    sort: 'multiple',
    choices: single.choices.map((one, index) => ({ ...one, correct: right[index] ?? false })),
  })
  const explained = { ...multiple(true, true, false), explanation: 'The bishop and the knight do.' }
  expect(said([explained], { sorts: ['multiple'] })).toEqual([])
  for (const right of [
    [true, false, false],
    [true, true, true],
  ]) {
    expect(said([multiple(...right)], { sorts: ['multiple'] })).toContainEqual(
      expect.stringMatching(/^0\.choices: .*(?:it must be two or more|at least one must be wrong)$/),
    )
  }
})

test('a short question has an answer and no choices', () => {
  const sorts = ['short'] as const
  expect(said([short], { sorts })).toEqual([])
  expect(said([{ ...short, answer: undefined }], { sorts })).toEqual(['0.answer: a short question needs its answer'])
  expect(said([{ ...short, choices: single.choices }], { sorts })).toEqual([
    '0.choices: 3 choices are given, a short question has none',
  ])
})

test('the gates of quizzes judge each question, and their flags are no reason to ask again', () => {
  const all = [...single.choices.slice(0, 2), choice('All of the above')]
  expect(said([{ ...single, choices: all }], {}, { language: 'en' })).toContainEqual(
    expect.stringContaining('0.choices.2.text: choice "All of the above" stands for all or none'),
  )
  const long = single.choices.map((one) =>
    one.correct ? { ...one, text: 'The knight, which jumps over others' } : one,
  )
  const found = questions().check([{ ...single, choices: long }], { language: 'en' })
  expect(found).toContainEqual(expect.objectContaining({ path: '0.choices', isFlag: true, code: 'key-long' }))
  expect(said([{ ...single, choices: long }], {}, { language: 'en' })).toEqual([])
})

test('only the sorts that were asked for are taken, and no question twice', () => {
  expect(said([short])).toEqual(['0.sort: "short" is not asked for; use single'])
  expect(said([single, { ...single, stem: `${single.stem} ` }])).toContain('1.stem: the same question is there twice')
})

test('an objective is one of those given, in their words', () => {
  const facts = { objectives: ['I can move the knight.'] }
  expect(said([{ ...single, objective: 'i can move the knight' }], {}, facts)).toEqual([])
  expect(said([{ ...single, objective: 'I can castle.' }], {}, facts)).toEqual([
    '0.objective: "I can castle." is none of the objectives; copy one word for word',
  ])
  expect(said([{ ...single, objective: 'I can castle.' }])).toEqual([])
})

test('an explanation names what is right in any spelling of the move', () => {
  const start = { id: 1, notation: 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1', line: '' }
  const knight: Question = {
    ...single,
    stem: 'What develops a piece?',
    choices: [choice('Nf3', true), choice('e4'), choice('d4')],
  }
  const explained = (explanation: string, language = 'en', question = knight, game: Game = chess, position = start) =>
    said([{ ...question, explanation }], {}, { game, positions: new Map([['p1', position]]), language })
  for (const explanation of ['♘f3 brings it out.', 'With g1–f3 it is out.', 'So 1.Nf3.'])
    expect(explained(explanation)).toEqual([])
  expect(explained('Nach Sf3 ist er entwickelt.', 'de')).toEqual([])
  const missing = '0.explanation: the explanation does not name what is right, "Nf3"'
  expect(explained('After e4 it comes later.')).toEqual([missing])
  expect(explained('Nach Sf3 ist er entwickelt.')).toEqual([missing])

  const opening = { id: 2, notation: 'XGID=-b----E-C---eE---c-e----B-:0:0:1:31:0:0:0:0:10', line: '' }
  const point = { ...knight, choices: [choice('8/5 6/5', true), choice('24/23 13/10'), choice('13/10 6/5')] }
  expect(explained('Make the point with 6/5 and 8/5.', 'en', point, backgammon, opening)).toEqual([])
  expect(explained('Make the point with 8/5.', 'en', point, backgammon, opening)).toEqual([
    '0.explanation: the explanation does not name what is right, "8/5 6/5"',
  ])
})

test('moves in a question are legal, and those in an explanation may answer a choice', () => {
  const position = { id: 1, notation: 'rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1', line: '' }
  const facts = { game: chess, positions: new Map([['p1', position]]) }
  const asked: Question = {
    ...single,
    stem: 'What does White play?',
    choices: [choice('e4', true), choice('Nf3'), choice('d4')],
    explanation: 'e4 opens lines for the queen and the bishop.',
  }
  expect(said([asked], {}, facts)).toEqual([])
  const choices = [...asked.choices.slice(0, 2), choice('Qh5')]
  expect(said([{ ...asked, choices }], {}, facts)).toContainEqual(expect.stringMatching(/^0\.choices\.2\.text: "Qh5"/))
})
