import { describeSolution } from './describeSolution.js'
import type { DrillFacts } from './factsOf.js'
import { joinWords } from './joinWords.js'
import type { Pick } from './pickFor.js'
import { withArticle } from './withArticle.js'

/** Markdown: a paragraph on the solution, then what to take along, as sentences or as a list. */
export function writeExplanation(facts: DrillFacts, pick: Pick): string {
  const { solution, line, move } = facts
  const first = pick('solution', [
    `**${solution}** is the solution.`,
    `The best choice is **${solution}**.`,
    `The answer is **${solution}**.`,
  ])
  const rest = line && pick('line', [`The line runs **${line}**.`, `With what follows: **${line}**.`])
  const paragraph = [first, describeSolution(move), rest].filter(Boolean).join(' ')
  const lessons = pick('lessons', [asList, asSentences])(facts)
  return `${paragraph}\n\n${lessons}`
}

function asList({ phase, difficulty, themes, principle, principleExplanation }: DrillFacts): string {
  const because = principleExplanation ? `: ${principleExplanation}` : ''
  return [
    ...(principle ? [`- Principle: **${principle}**${because}`] : []),
    ...(themes.length > 0 ? [`- ${themes.length === 1 ? 'Theme' : 'Themes'}: ${joinWords(themes)}`] : []),
    `- Phase: ${phase}${difficulty ? `, ${difficulty} level` : ''}`,
  ].join('\n')
}

function asSentences({ phase, difficulty, themes, principle, principleExplanation }: DrillFacts): string {
  const kind = `${difficulty ? `${difficulty} ` : ''}${phase} drill`
  const about = themes.length > 0 ? ` on ${joinWords(themes)}` : ''
  return [
    `This is ${withArticle(kind)}${about}.`,
    ...(principle ? [`It practises *${principle}*${principleExplanation ? `: ${principleExplanation}` : ''}.`] : []),
    ...(principle || themes.length > 0 ? [] : ['Play it through on the board before you go on.']),
  ].join(' ')
}
