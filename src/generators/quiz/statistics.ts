import type { QuizQuestion } from './question.js'

/** How often something was the key among questions with as many choices, and within what chance would have it. */
interface KeyCount {
  readonly count: number
  readonly least: number
  readonly most: number
}

/** Of all questions of a run that have one right choice among as many choices. */
interface KeyStatistics {
  readonly choices: number
  readonly questions: number
  /** By place, the first choice first. */
  readonly places: readonly KeyCount[]
  /** Questions whose key is longer than every other choice. */
  readonly longest: KeyCount
}

interface QuizStatistics {
  readonly groups: readonly KeyStatistics[]
  /** What is off, in words; empty where nothing is, or there are too few questions to tell. */
  readonly problems: readonly string[]
}

/** Below that, 2σ on both sides of `n/k` say nothing. */
const leastQuestions = 8

/**
 * What a single question cannot show: whether the key stands in one place, or is the longest choice, more often than chance
 * would have it. Bounds are `n/k ± 2σ` with `σ = √(n · 1/k · (1 - 1/k))`, the binomial distribution's, for `n` questions of
 * `k` choices; between the many places of a run one is now and then outside by chance (about 1 in 20).
 */
export const quizStatistics = (questions: readonly Pick<QuizQuestion, 'choices'>[]): QuizStatistics => {
  const single = questions.filter(
    ({ choices }) => choices.length > 1 && choices.filter(({ correct }) => correct).length === 1,
  )
  const numbers = [...new Set(single.map(({ choices }) => choices.length))].sort((a, b) => a - b)
  const groups = numbers.map((number) =>
    statisticsOf(
      number,
      single.filter(({ choices }) => choices.length === number),
    ),
  )
  return { groups, problems: groups.flatMap(problemsOf) }
}

const statisticsOf = (choices: number, questions: readonly Pick<QuizQuestion, 'choices'>[]): KeyStatistics => {
  const n = questions.length
  const expected = n / choices
  const spread = 2 * Math.sqrt(n * (1 / choices) * (1 - 1 / choices))
  const counted = (count: number): KeyCount => ({
    count,
    least: Math.max(0, Math.ceil(expected - spread)),
    most: Math.floor(expected + spread),
  })
  const lengthOf = (text: string) => [...text.trim()].length
  return {
    choices,
    questions: n,
    places: Array.from({ length: choices }, (_, place) =>
      counted(questions.filter((question) => question.choices[place]?.correct).length),
    ),
    longest: counted(
      questions.filter((question) => {
        const key = question.choices.find(({ correct }) => correct)
        return question.choices.every((choice) => choice === key || lengthOf(choice.text) < lengthOf(key?.text ?? ''))
      }).length,
    ),
  }
}

const problemsOf = ({ choices, questions, places, longest }: KeyStatistics): string[] => {
  if (questions < leastQuestions) return []
  const problems = places.flatMap(({ count, least, most }, place) =>
    count < least || count > most
      ? [`choice ${place + 1} of ${choices} is right in ${count} of ${questions}, ${least} to ${most} are expected`]
      : [],
  )
  if (longest.count > longest.most)
    problems.push(
      `the right choice is the longest in ${longest.count} of ${questions}, at most ${longest.most} are expected`,
    )
  return problems
}
