import type { Question } from '../content/part.js'
import { orderBySeed } from '../orderBySeed.js'

/** What drills and the `questions` of lessons have in common: all that the gates read. */
export interface QuizQuestion extends Pick<Question, 'sort' | 'stem' | 'choices' | 'answer' | 'explanation'> {
  /** Its choices are moves of a game: rules about words do not hold for them. Default `false`. */
  readonly areMoves?: boolean
}

/** What is right: the choices that are marked so, or the answer that has to be written. */
export const keysOf = ({ sort, choices, answer }: QuizQuestion): readonly string[] =>
  sort === 'short' ? [answer ?? ''] : choices.filter(({ correct }) => correct).map(({ text }) => text)

/**
 * The question with its choices in the order that a seed gives them, whatever order they come in: the place of the right
 * one says nothing. Nothing else changes.
 *
 * @param seed the same for the same question of a run, and of no other, e.g. `<run seed>:<item key>:<number>`
 */
export const shuffledQuestion = <Given extends Pick<Question, 'choices'>>(question: Given, seed: string): Given => ({
  ...question,
  choices: orderBySeed(question.choices, seed, ({ text }) => text),
})
