import { type Game, InvalidMove } from '../../games/Game.js'
import { orderBySeed } from '../orderBySeed.js'

/** What can hold of a drill. Those that hold are stored with it, so that editors see what they need not look at again. */
export const drillChecks = [
  'position',
  'solution',
  'one-correct-choice',
  'legal-distractors',
  'choice-order',
  'solution-hidden',
  'moves-in-prose',
  'explained',
] as const

export type DrillCheck = (typeof drillChecks)[number]

/** A drill as far as rules read it, of a run or of a person; what is missing is empty. */
export interface DrillContent {
  readonly prompt: string
  readonly choices: readonly { readonly text: string; readonly correct: boolean; readonly rationale: string }[]
  readonly solution: string
  /** As a reader sees it, without markup. */
  readonly explanation: string
  readonly hints: readonly string[]
}

interface SolutionFacts {
  readonly best: string
  readonly line: string
  readonly alsoBest: readonly string[]
}

/** What a drill is held against. */
export interface DrillFacts {
  /** Judges the drill's moves in its own notation; without it they are texts. */
  readonly judge: { readonly game: Game; readonly notation: string } | undefined
  /** What stands in the library now. */
  readonly library: { readonly notation: string; readonly solution: SolutionFacts } | undefined
  /** The language of its prose: a BCP 47 tag or a name. */
  readonly language: string | undefined
  /** What its choices were shuffled by; none where a person wrote it. */
  readonly orderSeed: string | undefined
}

export interface Finding {
  readonly check: DrillCheck
  /** The field: `solution`, `choices.1.text`, `hints.0.text`, … */
  readonly path: string
  /** For people and models alike; the field is said by the code that shows it. */
  readonly message: string
  /** Wrong whatever the library says: the drill contradicts itself or the rules of its game. */
  readonly isContradiction: boolean
}

/** The canonical spelling of a move where a game judges it, nothing where it is not legal; else the text itself. */
export const moveIn = (judge: DrillFacts['judge'], text: string): string | undefined => {
  if (!judge) return text.trim().replace(/[+#!?]+$/, '')
  try {
    return judge.game.normalizeMove(judge.notation, text)
  } catch (error) {
    if (error instanceof InvalidMove) return undefined
    throw error
  }
}

/** Moves that are right: the solution, what the library holds for as good, and what the rules make as good. */
export const solutionsOf = (
  judge: NonNullable<DrillFacts['judge']>,
  solution: Omit<SolutionFacts, 'line'>,
): Set<string> =>
  new Set([solution.best, ...solution.alsoBest, ...(judge.game.asGoodAs?.(judge.notation, solution.best) ?? [])])

/** Choices in the order that a seed gives them, whatever order they come in. */
export const shuffled = <Choice extends { text: string }>(choices: readonly Choice[], seed: string): Choice[] =>
  orderBySeed(choices, seed, ({ text }) => text)

/** What the choices of one drill of a run are shuffled by. */
export const orderSeedOf = (runSeed: number, key: string): string => `${runSeed}:${key}:choices`
