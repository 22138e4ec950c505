import type { PartFinding } from '../content/part.js'
import { flagsOf } from './flags.js'
import type { QuizQuestion } from './question.js'
import { type IsNamed, refusalsOf } from './refusals.js'

/**
 * What the quiz gates find in a question: what it is refused for, and, as flags with a code, what a person should look at.
 * The order of its choices does not matter. Rules that need to know a language say nothing of others; without a language,
 * phrases such as "all of the above" are looked for in every language that we know.
 *
 * @param language a BCP 47 tag, or a language's name
 * @param isNamed where choices are moves: whether a text names one, in whatever spelling
 * @returns paths below the question: `choices.1.text`, `explanation`
 */
export const questionFindings = (
  question: QuizQuestion,
  { language, isNamed }: { language?: string | undefined; isNamed?: IsNamed } = {},
): readonly PartFinding[] => [...refusalsOf(question, language, isNamed), ...flagsOf(question, language)]
