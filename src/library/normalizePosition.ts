import { difficulties } from '../games/difficulties.js'
import { type Game, InvalidNotation } from '../games/Game.js'
import { quoted } from '../text.js'
import { InvalidPosition } from './InvalidPosition.js'
import { normalizeSolution } from './normalizeSolution.js'
import type { PositionFacts } from './PositionFacts.js'
import type { PositionInput } from './PositionInput.js'
import { positionLimits } from './positionLimits.js'
import { textListOf } from './textListOf.js'
import { textOf } from './textOf.js'

/**
 * Judges a position by the rules of its game and spells it canonically. Everything that enters the library goes
 * through here, whether a file or an editor brings it. Pure; the answer put in again comes out unchanged.
 *
 * A missing `solution.best` is the first move of `solution.line`; a missing phase is told from the position where the
 * game can; a missing difficulty is `intermediate`.
 *
 * @throws InvalidPosition naming the field, what is wrong with it, and what is allowed
 */
export const normalizePosition = ({ game, facts }: { game: Game; facts: PositionInput }): PositionFacts => {
  const notation = notationOf(game, facts.notation)
  const source = textOf('source', facts.source, positionLimits.source)
  const notes = textOf('notes', facts.notes, positionLimits.notes)
  return {
    game: game.slug,
    notation,
    phase: phaseOf(game, notation, facts.phase),
    themes: textListOf('themes', facts.themes, { maxItems: positionLimits.themes, maxLength: positionLimits.theme }),
    difficulty: difficultyOf(facts.difficulty),
    solution: normalizeSolution({ game, notation, solution: facts.solution ?? {} }),
    ...(source === undefined ? {} : { source }),
    ...(notes === undefined ? {} : { notes }),
  }
}

const notationOf = (game: Game, value: unknown): string => {
  const notation = textOf('notation', value, positionLimits.notation)
  if (notation === undefined)
    throw new InvalidPosition('notation', `notation is missing; ${game.label} needs a ${game.notationName}.`)
  try {
    return game.normalizeNotation(notation)
  } catch (error) {
    if (error instanceof InvalidNotation) throw new InvalidPosition('notation', error.message, { cause: error })
    throw error
  }
}

const phaseOf = (game: Game, notation: string, value: unknown): string => {
  const phase = textOf('phase', value, positionLimits.theme) ?? game.phaseOf?.(notation)
  const allowed = game.phases.map((known) => known.value)
  if (phase !== undefined && allowed.includes(phase)) return phase
  const problem = phase === undefined ? 'phase is missing' : `phase ${quoted(phase)} is unknown`
  throw new InvalidPosition('phase', `${problem}; ${game.label} has ${allowed.join(', ')}.`)
}

const difficultyOf = (value: unknown): PositionFacts['difficulty'] => {
  const wanted = textOf('difficulty', value, positionLimits.theme) ?? 'intermediate'
  const difficulty = difficulties.find((known) => known === wanted)
  if (difficulty) return difficulty
  throw new InvalidPosition(
    'difficulty',
    `difficulty ${quoted(wanted)} is unknown; allowed are ${difficulties.join(', ')}.`,
  )
}
