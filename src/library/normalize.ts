import { difficulties } from '../games/difficulties.js'
import { type Game, InvalidMove, InvalidNotation } from '../games/Game.js'
import { quoted } from '../text.js'
import {
  InvalidPosition,
  type PositionDefaults,
  type PositionFacts,
  type PositionInput,
  type PositionSolution,
  positionLimits,
  textListOf,
  textOf,
} from './position.js'

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

interface NormalizeSolutionInput {
  game: Game
  /** In its game's canonical spelling. */
  notation: string
  solution: NonNullable<PositionInput['solution']>
}

/**
 * Every move legal and spelled canonically; the line starts with the best move; no move is both good and a mistake.
 * @throws InvalidPosition
 */
const normalizeSolution = ({ game, notation, solution }: NormalizeSolutionInput): PositionSolution => {
  const move = (field: string, text: string) => judged(field, () => game.normalizeMove(notation, text))
  const moves = (field: string, value: unknown) => {
    const texts = textListOf(field, value, { maxItems: positionLimits.moves, maxLength: positionLimits.move })
    return [...new Set(texts.map((text) => move(field, text)))]
  }

  const writtenBest = textOf('solution.best', solution.best, positionLimits.move)
  const writtenLine = textOf('solution.line', solution.line, positionLimits.line)
  const line = writtenLine && judged('solution.line', () => game.normalizeLine(notation, writtenLine))
  const first = writtenBest ?? (line && firstMoveOf({ game, notation, line }))
  if (!first) throw new InvalidPosition('solution.best', 'The solution is missing: give the best move or a line.')
  const best = move('solution.best', first)
  if (line && line !== best && !line.startsWith(`${best} `))
    throw new InvalidPosition('solution.line', `The line must start with the best move, ${best}.`)

  const alsoBest = moves('solution.alsoBest', solution.alsoBest).filter((other) => other !== best)
  const avoid = moves('solution.avoid', solution.avoid)
  const both = avoid.find((mistake) => mistake === best || alsoBest.includes(mistake))
  if (both) throw new InvalidPosition('solution.avoid', `${both} is given as a good move and as a mistake.`)

  const score = textOf('solution.score', solution.score, positionLimits.score)
  return { best, ...(line ? { line } : {}), alsoBest, avoid, ...(score === undefined ? {} : { score }) }
}

const judged = (field: string, judge: () => string): string => {
  try {
    return judge()
  } catch (error) {
    if (error instanceof InvalidMove) throw new InvalidPosition(field, error.message, { cause: error })
    throw error
  }
}

interface FirstMoveOf {
  game: Game
  notation: string
  /** In the game's canonical spelling. */
  line: string
}

/** The first move of a line. Moves may hold spaces, as plays in backgammon do, so words are added until one is legal. */
export const firstMoveOf = ({ game, notation, line }: FirstMoveOf): string => {
  const words = line.split(' ')
  for (let count = 1; count < words.length; count += 1) {
    const start = words.slice(0, count).join(' ')
    try {
      game.normalizeMove(notation, start)
      return start
    } catch (error) {
      if (!(error instanceof InvalidMove)) throw error
    }
  }
  return line
}

interface ParsePositionInput {
  record: PositionInput
  games: readonly Game[]
  defaults?: PositionDefaults
}

/**
 * One record of an import file as a position: what the record leaves open comes from the defaults, the rest is
 * `normalizePosition`'s. Default themes are added to the record's own.
 * @throws InvalidPosition
 */
export const parsePosition = ({ record, games, defaults = {} }: ParsePositionInput): PositionFacts => {
  const game = gameOf(record, games, defaults)
  refuseVariant(game, record.variant)
  const facts: PositionInput = {
    ...record,
    phase: isGiven(record.phase) ? record.phase : defaults.phase,
    difficulty: isGiven(record.difficulty) ? record.difficulty : defaults.difficulty,
    source: isGiven(record.source) ? record.source : defaults.source,
    themes: withDefaults(record.themes, defaults.themes),
  }
  return normalizePosition({ game, facts })
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

const withDefaults = (themes: unknown, defaults: readonly string[] = []): unknown =>
  isGiven(themes) ? (Array.isArray(themes) ? [...themes, ...defaults] : themes) : defaults

const STANDARD = /^(?:\?|standard|normal|classical|regular|orthodox|from ?position)?(?:\s*chess)?$/i

/** Another variant has other rules, under which moves and solutions mean something else even where they are legal. */
const refuseVariant = (game: Game, variant = ''): void => {
  const own = [game.slug, game.label].map((name) => name.toLowerCase())
  if (STANDARD.test(variant.trim()) || own.includes(variant.trim().toLowerCase())) return
  throw new InvalidPosition('notation', `The game is ${quoted(variant)}; only standard ${game.label} is read.`)
}

const gameOf = (record: PositionInput, games: readonly Game[], defaults: PositionDefaults): Game => {
  const slug = textOf('game', record.game, positionLimits.theme) ?? defaults.game
  const game = games.find((known) => known.slug === slug)
  if (game) return game
  const problem = slug === undefined ? 'game is missing' : `game ${quoted(slug)} is unknown`
  throw new InvalidPosition('game', `${problem}; allowed are ${games.map((known) => known.slug).join(', ')}.`)
}
