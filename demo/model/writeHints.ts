import type { DrillFacts } from './factsOf.js'
import { joinWords } from './joinWords.js'
import type { Pick } from './pickFor.js'

/** Two or three hints, from vague to clear, none of them naming a move. */
export function writeHints(facts: DrillFacts, pick: Pick): string[] {
  const { themes, principle, move } = facts
  const vague =
    themes.length > 0
      ? pick('theme', [
          `The theme to look for: ${joinWords(themes)}.`,
          `This position is in the library under ${joinWords(themes)}.`,
        ])
      : pick('look', [
          'Look at what each choice changes before you compare them.',
          'Take the choices one by one and ask what the other side would answer.',
        ])
  const guided = principle
    ? pick('principle', [
        `Which choice follows the principle “${principle}” best?`,
        `Measure each choice by “${principle}”.`,
      ])
    : undefined
  const clear = move ? clearHint(move) : 'Rule out the choices you can refute, and look at what is left.'
  return [vague, guided, clear].filter((hint) => hint !== undefined)
}

function clearHint(move: NonNullable<DrillFacts['move']>): string {
  if (move.castles) return 'The king is involved, and not alone.'
  if (move.mates) return `The ${move.piece} ends the game at once.`
  if (move.captures && move.checks) return `The ${move.piece} takes something, with check.`
  if (move.checks) return `The ${move.piece} can give check.`
  if (move.captures) return `The ${move.piece} can take something.`
  return `The ${move.piece} makes the move, and nothing is taken.`
}
