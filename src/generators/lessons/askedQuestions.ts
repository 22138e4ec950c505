import type { Parts, Question } from '../content/part.js'
import { duplicateFrom, duplicateTextOf, similarityOf } from '../quiz/nearDuplicates.js'

/** A question as it is compared with others. */
export interface AskedQuestion {
  /** Where it stands, as problems are told: `quiz[2]`. */
  readonly path: string
  /** Its stem and what is right. */
  readonly text: string
}

/** The questions of a lesson or section; its parts as their schemas gave them back. */
export const questionsAsked = (parts: Parts, written: Readonly<Record<string, unknown>>): AskedQuestion[] =>
  Object.entries(parts).flatMap(([name, { sort }]) => {
    const value = written[name]
    if (sort !== 'questions' || !Array.isArray(value)) return []
    return value.map((question: Question, index) => ({
      path: `${name}[${index}]`,
      text: duplicateTextOf(question),
    }))
  })

/** That a question asks nearly what another one asks already. */
export const askedAlready = ({ path }: Pick<AskedQuestion, 'path'>, where: string): string =>
  `${path}: it asks nearly the same as a question of ${where}; ask something else`

/** The first question that repeats one of others, said as a problem. */
export const repeatedQuestion = (
  asked: readonly AskedQuestion[],
  others: readonly { readonly where: string; readonly asked: readonly AskedQuestion[] }[],
): string | undefined => {
  for (const question of asked) {
    const other = others.find((one) => one.asked.some(({ text }) => similarityOf(question.text, text) >= duplicateFrom))
    if (other) return askedAlready(question, other.where)
  }
  return undefined
}
