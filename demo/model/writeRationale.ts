import { describeMove } from './describeMove.js'
import type { DrillFacts } from './factsOf.js'
import type { Pick } from './pickFor.js'

interface Choice {
  text: string
  correct: boolean
  /** Its place among the choices, so that neighbours get different words. */
  place: number
}

/** A sentence or two on why a choice is right or wrong. */
export function writeRationale(choice: Choice, facts: DrillFacts, pick: Pick): string {
  const { themes, principle } = facts
  const focus = principle ?? themes[0]
  if (choice.correct) {
    const praise = pick('right', ['Correct.', 'Right.', 'Yes.'])
    return `${praise} This is the library's solution${focus ? `, and the point to remember is “${focus}”` : ''}.`
  }
  const verdict = pick(
    'wrong',
    ['but there is a better move.', 'but it is not what the position asks for.', 'yet it lets the best move go.'],
    choice.place,
  )
  const advice = focus && choice.place % 2 === 1 ? ` Look again with “${focus}” in mind.` : ''
  return `${concession(choice.text, facts)}, ${verdict}${advice}`
}

/** What can be said for a wrong move, from its notation alone. */
function concession(text: string, { move: solution }: DrillFacts): string {
  const move = solution && describeMove(text)
  if (!move) return `${text} can be played`
  if (move.castles) return `${text} castles, which is legal`
  if (move.checks) return `${text} gives check`
  if (move.promotes) return `${text} promotes the pawn`
  if (move.captures) return `${text} captures`
  return `${text} is a legal ${move.piece} move`
}
