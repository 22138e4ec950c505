import type { DrillTask, DrillTaskItem } from './drillTask.js'
import { factsOf } from './factsOf.js'
import { pickFor } from './pickFor.js'
import { writeExplanation } from './writeExplanation.js'
import { writeHints } from './writeHints.js'
import { writePrompt } from './writePrompt.js'
import { writeRationale } from './writeRationale.js'

interface OfflineDrill {
  key: string
  prompt: string
  choices: { text: string; correct: boolean; rationale: string }[]
  solution: string
  explanation: string
  hints: string[]
}

/**
 * Writes one drill from the facts of its item, in English, the same each time. It knows no chess: it says what the
 * facts and the notation of the moves say, and names no move but the solution, its line, and the choice at hand.
 */
export function writeDrill(item: DrillTaskItem, task: DrillTask): OfflineDrill {
  const facts = factsOf(item, task)
  const pick = pickFor(item.notation)
  const wrong = [...new Set(item.alternatives)].filter((move) => move !== item.solution)
  const moves = [item.solution, ...wrong.slice(0, (item.choices ?? task.choices) - 1)]
  return {
    key: item.key,
    prompt: writePrompt(facts, pick),
    choices: moves.map((text, place) => {
      const correct = text === item.solution
      return { text, correct, rationale: writeRationale({ text, correct, place }, facts, pick) }
    }),
    solution: item.solution,
    explanation: writeExplanation(facts, pick),
    hints: writeHints(facts, pick),
  }
}
