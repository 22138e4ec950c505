import type { DrillFacts } from './factsOf.js'
import type { Pick } from './pickFor.js'
import { withArticle } from './withArticle.js'

/** One or two sentences that set the task and give nothing away. */
export function writePrompt(facts: DrillFacts, pick: Pick): string {
  const { side, situation, phase, principle } = facts
  const scene = `${withArticle(phase)} position`
  const who = side ?? 'you'
  const opening = situation ? `${capital(situation)} in ${scene}.` : `Here is ${scene}.`
  const task = pick('task', [
    `Which choice is best?`,
    `What should ${who} play?`,
    `Find the strongest continuation.`,
    `Compare the choices and pick the one that works.`,
    `Decide what ${who} should play, and be ready to say why.`,
    `Only one of the choices is the solution: which one?`,
  ])
  const focus = principle && pick('focus', [`Keep in mind: “${principle}”.`, `The principle to apply: “${principle}”.`])
  return [opening, focus, task].filter(Boolean).join(' ')
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
