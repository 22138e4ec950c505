import type { Game } from '../games/Game.js'
import { quoted } from '../text.js'
import { InvalidPosition } from './InvalidPosition.js'
import { normalizePosition } from './normalizePosition.js'
import type { PositionDefaults } from './PositionDefaults.js'
import type { PositionFacts } from './PositionFacts.js'
import type { PositionInput } from './PositionInput.js'
import { positionLimits } from './positionLimits.js'
import { textOf } from './textOf.js'

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

const gameOf = (record: PositionInput, games: readonly Game[], defaults: PositionDefaults): Game => {
  const slug = textOf('game', record.game, positionLimits.theme) ?? defaults.game
  const game = games.find((known) => known.slug === slug)
  if (game) return game
  const problem = slug === undefined ? 'game is missing' : `game ${quoted(slug)} is unknown`
  throw new InvalidPosition('game', `${problem}; allowed are ${games.map((known) => known.slug).join(', ')}.`)
}
