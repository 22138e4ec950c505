import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type QuizQuestion, shuffledQuestion } from '../../../../src/generators/quiz/question.js'
import { questionFindings } from '../../../../src/generators/quiz/questionFindings.js'
import { goodQuestions } from './goodQuestions.js'

const choice = (text: string, correct = false, why = 'The text says something else.') => ({ text, correct, why })

/** A good question, changed. */
const asked = (changed: Partial<QuizQuestion> = {}): QuizQuestion => ({
  sort: 'single',
  stem: 'Which city is the seat of the French government?',
  choices: [choice('Paris', true, 'It sits there.'), choice('Lyon'), choice('Marseille'), choice('Lille')],
  explanation: 'The government has its seat in Paris.',
  ...changed,
})

/** Nothing is said of the language. */
const anyLanguage = 'any'

const refusals = (question: QuizQuestion, language = 'en') =>
  questionFindings(question, { language: language === anyLanguage ? undefined : language }).filter(
    ({ isFlag }) => !isFlag,
  )

const messages = (question: QuizQuestion, language?: string) =>
  refusals(question, language).map(({ message }) => message)

/** With these in place of the wrong choices. */
const withWrong = (...texts: string[]) =>
  asked({ choices: [choice('Paris', true), ...texts.map((text) => choice(text))] })

describe('questions that are asked for again', () => {
  it.each(goodQuestions)('are none of those that are good: $question.stem', ({ question, language }) => {
    expect(refusals(question, language ?? anyLanguage)).toEqual([])
    expect(refusals(question, anyLanguage)).toEqual([])
  })

  it.each([
    ['single', 0, '0 choices are marked correct, it must be exactly one'],
    ['single', 2, '2 choices are marked correct, it must be exactly one'],
    ['multiple', 1, '1 choices are marked correct, it must be two or more'],
    ['multiple', 4, 'every choice is marked correct, at least one must be wrong'],
  ] as const)('have not the declared number of right choices: %s with %i', (sort, right, message) => {
    const texts = ['Paris', 'Lyon', 'Marseille', 'Lille']
    const choices = texts.map((text, index) => choice(text, index < right))
    const explanation = texts.join(', ')
    expect(messages(asked({ sort, choices, explanation }))).toEqual([message])
  })

  it('are short ones with choices or without an answer', () => {
    const short = asked({ sort: 'short', choices: [], answer: 'Paris' })
    expect(messages(short)).toEqual([])
    expect(messages({ ...short, answer: ' ' })).toEqual(['a short question needs its answer'])
    expect(messages({ ...short, choices: [choice('Lyon')] })).toEqual([
      '1 choices are given, a short question has none',
    ])
  })

  it.each([
    ['Lyon', 'lyon'],
    ['Lyon', '“Lyon.”'],
    ['Le  Mans', 'le mans'],
    ['Saint-Denis', 'Saint Denis'],
    ['Orléans', 'Orleans'],
    ['Lyon', 'Lyon'],
  ])('have two choices that say the same: %s, %s', (one, other) => {
    expect(messages(withWrong(one, other))).toEqual([expect.stringMatching(/say the same|given twice/)])
  })

  it.each([
    ['-5', '5'],
    ['5!', '5'],
    ['x++', '++x'],
    ["f'(x)", 'f(x)'],
    ['mW', 'MW'],
    ['か', 'が'],
    ['мой', 'мои'],
    ['كتب', 'كتاب'],
    ['bxc3', 'Bxc3'],
    ['+', '-'],
    ['1.5', '15'],
  ])('are none where a sign or mark makes the difference: %s, %s', (one, other) => {
    expect(messages(withWrong(one, other, 'Nice'))).toEqual([])
  })

  it('may ask how a word is spelt, when each spelling is explained or all choices are spellings', () => {
    const pair = [choice('Orléans', true), choice('Orleans'), choice('Lyon')]
    expect(messages(asked({ choices: pair, explanation: 'It is Orléans.' }))).toHaveLength(1)
    expect(messages(asked({ choices: pair, explanation: 'It is Orléans in France, Orleans overseas.' }))).toEqual([])
    expect(messages(asked({ choices: pair.slice(0, 2), explanation: 'It is Orléans.' }))).toEqual([])
  })

  it('have a choice in words that is contained in another one', () => {
    expect(refusals(withWrong('Lyon', 'The south of Lyon'))).toEqual([
      { path: 'choices.1.text', message: 'choice "Lyon" is contained in choice "The south of Lyon"' },
    ])
  })

  it.each([
    ['5', '15 and 5'],
    ['e4', 'e4 e5'],
    ['Lyon', 'Lyonnaise'],
    ['東京', '東京湾'],
    ['x', 'x + y'],
  ])('are none where numbers, moves, code, or parts of words are contained: %s, %s', (one, other) => {
    expect(messages(withWrong(one, other))).toEqual([])
  })

  it.each([
    ['en', 'All of the above'],
    ['en', 'None of these.'],
    ['en', 'None of the above is correct'],
    ['de', 'Alle genannten'],
    ['de', 'Keine der genannten Antworten'],
    ['de', 'Keines davon'],
    ['de', 'Alle oben genannten'],
    ['fr', 'Toutes les réponses ci-dessus'],
    ['fr', 'Aucune de ces réponses'],
    ['es', 'Todas las anteriores'],
    ['es', 'Ninguna de las anteriores'],
    ['it', 'Tutte le precedenti'],
    ['it', 'Nessuna delle precedenti'],
    ['pt', 'Todas as anteriores'],
    ['pt', 'Nenhuma das alternativas'],
    ['nl', 'Alle bovenstaande'],
    ['nl', 'Geen van bovenstaande antwoorden'],
    ['nl', 'Geen van deze'],
  ])('have a choice that stands for all or none, in %s: %s', (language, text) => {
    const message = [expect.stringContaining('stands for all or none')]
    expect(messages(withWrong('Lyon', text), language)).toEqual(message)
    expect(messages(withWrong('Lyon', text), anyLanguage)).toEqual(message)
    expect(messages(withWrong('Lyon', text), 'ja')).toEqual([])
  })

  it.each([
    ['en', 'All French cities'],
    ['en', 'None'],
    ['en', 'All three kings'],
    ['de', 'Alle Städte am Meer'],
    ['fr', 'Toutes les villes de la Loire'],
    ['es', 'Todas las ciudades del sur'],
    ['it', 'Nessuna città del nord'],
    ['pt', 'Todas as cidades do sul'],
    ['nl', 'Alle steden aan zee'],
    ['nl', 'Alles'],
    ['de', 'Alles'],
  ])('are none where a choice says all or none of something, in %s: %s', (language, text) => {
    expect(messages(withWrong('Lyon', text), language)).toEqual([])
  })

  it.each([
    ['en', 'A and B'],
    ['en', 'Both A and C'],
    ['en', 'A, B and C'],
    ['en', 'Only A'],
    ['en', 'Answers B and C are correct'],
    ['de', 'Sowohl A als auch B'],
    ['de', 'Nur B'],
    ['fr', 'A et B'],
    ['es', 'Tanto A como B'],
    ['it', 'A e B'],
    ['pt', 'Respostas A e B'],
    ['nl', 'Zowel A als B'],
  ])('have a choice that refers to others by letter, in %s: %s', (language, text) => {
    expect(messages(withWrong('Lyon', text), language)).toEqual([expect.stringContaining('by letter')])
  })

  it('name letters freely where the question is about them', () => {
    expect(messages({ ...withWrong('Lyon', 'A and B'), stem: 'Where do the lines A and B meet?' })).toEqual([])
    expect(messages(withWrong('Lyon', 'A and F'))).toEqual([])
  })

  it('have an explanation that does not name what is right', () => {
    expect(refusals(asked({ explanation: 'It has always been so.' }))).toEqual([
      { path: 'explanation', message: 'the explanation does not name what is right, "Paris"' },
    ])
    const long = asked({
      choices: [choice('Pawns control central squares early', true), choice('Lyon'), choice('Nice')],
    })
    expect(messages({ ...long, explanation: 'A pawn in the centre takes squares away.' })).toEqual([])
    expect(messages({ ...long, explanation: 'Rooks belong on open files.' })).toHaveLength(1)
    const two = asked({ sort: 'multiple', choices: [choice('Paris', true), choice('Lyon', true), choice('Nice')] })
    expect(messages(two)).toEqual(['the explanation does not name what is right, "Lyon"'])
    const move = asked({ areMoves: true, choices: [choice('Nf3+', true), choice('e4')] })
    expect(messages({ ...move, explanation: 'After Nf3 the king has to go.' })).toEqual([])
    expect(messages({ ...move, explanation: 'After Nf33 the king has to go.' })).toHaveLength(1)
  })

  it.each([
    ['50 %', 'It is 50% of all.', 0],
    ['50 %', 'Fifty, or 50 percent of all.', 0],
    ['$1,500', 'It costs 1500 dollars.', 0],
    ['90°', 'They meet at 90 degrees.', 0],
    ['30–40 %', 'Some 30 to 40 per cent.', 0],
    ['−25 %', 'It falls: -25%.', 0],
    ['50 %', 'It is 250%, or 50.5%.', 1],
    ['−25 %', 'It is 25%.', 1],
    ['30–40 %', 'Some 30 per cent.', 1],
    ['>50', 'It is 50.', 1],
    ['50D', 'It is 50.', 1],
  ])('have the amount %s for key, which an explanation may say with other signs: %s', (key, explanation, refused) => {
    const amount = asked({ choices: [choice(key, true), choice('70'), choice('80')], explanation })
    expect(messages(amount)).toHaveLength(refused)
  })

  it.each(['', ' – ', 'Wrong.', 'lyon', 'Falsch!'])('do not say why a wrong choice is wrong: "%s"', (why) => {
    expect(refusals(asked({ choices: [choice('Paris', true, ''), choice('Lyon', false, why)] }))).toEqual([
      { path: 'choices.1.why', message: 'it is not said why "Lyon" is wrong' },
    ])
  })

  it('may hold what would be wrong in words where choices are moves', () => {
    const choices = [choice('bxc3', true), choice('Bxc3'), choice('24/18'), choice('24/18 13/11')]
    expect(messages(asked({ areMoves: true, choices, explanation: 'bxc3 keeps the pair.' }))).toEqual([])
    const twice = [...choices, choice('24/18')]
    expect(messages(asked({ areMoves: true, choices: twice, explanation: 'bxc3 keeps the pair.' }))).toEqual([
      'choice "24/18" is given twice',
    ])
  })
})

const texts = fc.oneof(
  fc.constantFrom(
    'Paris',
    'paris',
    'Orléans',
    'Orleans',
    'A and B',
    'All of the above',
    'south of Paris',
    'e4',
    '5',
    '-5',
    '東京',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)
const questions = fc.record({
  sort: fc.constantFrom('single', 'multiple', 'short'),
  stem: fc.oneof(
    fc.constantFrom('Which is not always an', 'The pieces are ___', 'Paris?'),
    fc.string({ unit: 'grapheme' }),
  ),
  choices: fc.array(fc.record({ text: texts, correct: fc.boolean(), why: texts }), { maxLength: 6 }),
  answer: fc.option(texts, { nil: undefined }),
  explanation: fc.oneof(texts, fc.string({ unit: 'grapheme' })),
  areMoves: fc.boolean(),
}) satisfies fc.Arbitrary<{ [name in keyof QuizQuestion]: QuizQuestion[name] | undefined }>
const languages = fc.constantFrom('en', 'de', 'fr-CH', 'es', 'it', 'pt-BR', 'nl', 'ja', 'Deutsch', '', undefined)

/** Findings with choices named by their texts, in one order. */
const found = (question: QuizQuestion, language: string | undefined) =>
  questionFindings(question, { language })
    .map((finding) => ({
      ...finding,
      path: finding.path.replace(/\d+/, (index) => JSON.stringify(question.choices[Number(index)])),
    }))
    .map((finding) => JSON.stringify(finding))
    .sort()

describe('the order of choices', () => {
  it('changes nothing of what is found', () => {
    fc.assert(
      fc.property(questions, languages, fc.string(), ({ answer, ...rest }, language, seed) => {
        const question: QuizQuestion = answer === undefined ? rest : { ...rest, answer }
        const expected = found(question, language)
        expect(found({ ...question, choices: question.choices.toReversed() }, language)).toEqual(expected)
        const isDistinct = new Set(question.choices.map(({ text }) => text)).size === question.choices.length
        if (isDistinct) expect(found(shuffledQuestion(question, seed), language)).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('is decided by the seed alone', () => {
    const question = asked()
    const turned = { ...question, choices: question.choices.toReversed() }
    expect(shuffledQuestion(turned, '7:q1')).toEqual(shuffledQuestion(question, '7:q1'))
    const orders = new Set(
      Array.from({ length: 50 }, (_, seed) => JSON.stringify(shuffledQuestion(question, String(seed)).choices)),
    )
    expect(orders.size).toBeGreaterThan(10)
  })
})
