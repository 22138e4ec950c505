import {
  type DrillFacts,
  type DrillTask,
  type DrillTaskItem,
  describeMove,
  factsOf,
  type MoveFacts,
} from './drillFacts.js'
import { anotherOf, capital, joinWords, type Pick, pickFor, withArticle } from './wording.js'

interface OfflineDrill {
  key: string
  prompt: string
  choices: { text: string; correct: boolean; rationale: string }[]
  solution: string
  explanation: string
  hints: string[]
}

/**
 * Writes one drill from the facts of its item, in English: the same each time, and in other words where a reviewer asked for
 * something better. It knows no chess: it says what the facts and the notation of the moves say, and names no move but the
 * solution, its line, and the choice at hand.
 */
export function writeDrill(item: DrillTaskItem, task: DrillTask): OfflineDrill {
  const facts = factsOf(item, task)
  const isAnew = Boolean(task.revision?.feedback)
  const pick = isAnew ? anotherOf(pickFor(item.notation)) : pickFor(item.notation)
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
    // It cannot do what is asked, but it never hands back what was there.
    explanation: `${writeExplanation(facts, pick)}${isAnew ? '\n\nThis text was written anew, as a reviewer asked.' : ''}`,
    hints: writeHints(facts, pick),
  }
}

/** One or two sentences that set the task and give nothing away. */
function writePrompt(facts: DrillFacts, pick: Pick): string {
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

interface Choice {
  text: string
  correct: boolean
  /** Its place among the choices, so that neighbours get different words. */
  place: number
}

/** A sentence or two on why a choice is right or wrong. */
function writeRationale(choice: Choice, facts: DrillFacts, pick: Pick): string {
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

/** Markdown: a paragraph on the solution, then what to take along, as sentences or as a list. */
function writeExplanation(facts: DrillFacts, pick: Pick): string {
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

/** A sentence on what the solution does, from its notation alone; `undefined` where that tells nothing. */
function describeSolution(move: MoveFacts | undefined): string | undefined {
  if (!move) return undefined
  if (move.mates) return `${move.captures ? `The ${move.piece} captures, and it` : 'It'} is checkmate.`
  if (move.castles) return `It castles${move.checks ? ', with check' : ''}: the king and a rook move at once.`
  const acts = [
    ...(move.captures ? ['captures'] : []),
    ...(move.promotes ? ['promotes'] : []),
    ...(move.checks ? ['gives check'] : []),
  ]
  if (acts.length > 0) return `The ${move.piece} ${acts.join(' and ')}.`
  return `It is a ${move.piece} move without capture or check, so a search through the forcing moves alone misses it.`
}

/** Two or three hints, from vague to clear, none of them naming a move. */
function writeHints(facts: DrillFacts, pick: Pick): string[] {
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
