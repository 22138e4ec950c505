import { describe, expect, it } from 'vitest'
import { shuffledQuestion } from '../../../../src/generators/quiz/question.js'
import { quizStatistics } from '../../../../src/generators/quiz/statistics.js'

/** A question of four choices whose key stands there. */
const keyAt = (place: number, key = 'key') => ({
  choices: ['ann', 'bob', 'cat', 'dan'].map((text, index) => ({
    text: index === place ? key : text,
    correct: index === place,
    why: '',
  })),
})
const many = (count: number, of: (index: number) => ReturnType<typeof keyAt>) =>
  Array.from({ length: count }, (_, index) => of(index))

describe('the statistics of a run', () => {
  it('count where the key stands, within n/k ± 2σ', () => {
    const { groups, problems } = quizStatistics(many(48, (index) => keyAt(index % 4)))
    // 48/4 = 12, 2σ = 2 · √(48 · ¼ · ¾) = 6.
    expect(groups).toEqual([
      {
        choices: 4,
        questions: 48,
        places: Array.from({ length: 4 }, () => ({ count: 12, least: 6, most: 18 })),
        longest: { count: 0, least: 6, most: 18 },
      },
    ])
    expect(problems).toEqual([])
  })

  it('say where it stands too often and too seldom', () => {
    const places = [
      ...many(19, () => keyAt(0)),
      ...many(14, () => keyAt(1)),
      ...many(10, () => keyAt(2)),
      ...many(5, () => keyAt(3)),
    ]
    expect(quizStatistics(places).problems).toEqual([
      'choice 1 of 4 is right in 19 of 48, 6 to 18 are expected',
      'choice 4 of 4 is right in 5 of 48, 6 to 18 are expected',
    ])
  })

  it('say that the key is the longest too often, and nothing where it never is', () => {
    const longest = (count: number) => many(48, (index) => keyAt(index % 4, index < count ? 'longer' : 'key'))
    expect(quizStatistics(longest(18)).problems).toEqual([])
    expect(quizStatistics(longest(19)).problems).toEqual([
      'the right choice is the longest in 19 of 48, at most 18 are expected',
    ])
  })

  it('tell questions of three choices from those of four, and leave others out', () => {
    const three = { choices: keyAt(0).choices.slice(0, 3) }
    const none = { choices: keyAt(3).choices.slice(0, 3) }
    const { groups } = quizStatistics([three, keyAt(1), none, { choices: [] }])
    expect(groups.map(({ choices, questions }) => [choices, questions])).toEqual([
      [3, 1],
      [4, 1],
    ])
  })

  it('say nothing of a few questions', () => {
    expect(quizStatistics(many(7, () => keyAt(0))).problems).toEqual([])
    expect(quizStatistics(many(8, () => keyAt(0))).problems).not.toEqual([])
    expect(quizStatistics([])).toEqual({ groups: [], problems: [] })
  })

  it('are those of chance for choices that were shuffled by seed', () => {
    const outside = many(50, () => keyAt(0)).flatMap((_, seed) => {
      const questions = many(48, () => keyAt(0)).map((question, index) =>
        shuffledQuestion(question, `${seed}:q${index}`),
      )
      return quizStatistics(questions).problems
    })
    // 200 places; beyond 2σ are about 1 in 20.
    expect(outside.length).toBeLessThan(20)
  })
})
