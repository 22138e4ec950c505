import { flagsOf } from '../quiz/flags.js'
import type { QuizQuestion } from '../quiz/question.js'
import { refusalsOf } from '../quiz/refusals.js'
import { type DrillContent, type DrillFacts, type Finding, moveIn } from './facts.js'
import { namesMove } from './proseRules.js'

/** A drill as the gates of all questions read it. */
const questionOf = (drill: DrillContent): QuizQuestion => ({
  sort: 'single',
  stem: drill.prompt,
  choices: drill.choices.map(({ text, correct, rationale }) => ({ text, correct, why: rationale })),
  explanation: drill.explanation,
  areMoves: true,
})

/**
 * What the gates of questions say against a drill, beside what its game says better: an explanation that does not name the
 * solution, wrong choices without a reason. People may leave both to the board; a model is asked again.
 */
export const quizFindings = (drill: DrillContent, { judge, language }: DrillFacts): Finding[] => {
  if (!judge) return []
  const found = refusalsOf(questionOf(drill), language).flatMap(({ path, message }): Finding[] => {
    const [, index] = /^choices\.(\d+)\.why$/.exec(path) ?? []
    if (index === undefined || drill.choices[Number(index)]?.text.trim() === '') return []
    return [{ check: 'explained', path: `choices.${index}.rationale`, message, isContradiction: false }]
  })
  const { explanation } = drill
  // None is a person's choice; a solution that cannot be played is said already.
  const solution = drill.solution === '' || explanation.trim() === '' ? undefined : moveIn(judge, drill.solution)
  if (solution === undefined || isExplained({ explanation, solution }, { judge, language })) return found
  const message = `the explanation does not name the solution "${solution}"`
  return [{ check: 'explained', path: 'explanation', message, isContradiction: false }, ...found]
}

const isExplained = (
  { solution, explanation }: Pick<DrillContent, 'solution' | 'explanation'>,
  { judge, language }: { judge: NonNullable<DrillFacts['judge']>; language: string | undefined },
): boolean => {
  const { game, notation } = judge
  const isNamed = namesMove({ game, notation, move: solution, text: explanation, language })
  // Where its game cannot tell, nothing is said.
  if (isNamed !== false) return true
  const bare = solution.trim().replace(/[+#!?]+$/, '')
  // Nothing tells a move of one or two letters from words but its game. A play of several moves may be told one by one.
  if (!game.namesMove && bare.length < 3) return true
  return bare.split(/[\s,]+/).every((piece) => explanation.includes(piece))
}

/** What a person should look at, by the codes of the gates: of moves, only how long they are. */
export const quizFlagsOf = (drill: DrillContent): string[] =>
  flagsOf(questionOf(drill), undefined).flatMap(({ code }) => code ?? [])
