import { createHash } from 'node:crypto'
import type { Game } from '../games/Game.js'
import { solutionsOf } from '../generators/drillSeries/facts.js'
import { choicesOf } from '../generators/drillSeries/prompt.js'
import type { PositionFacts } from './position.js'

/**
 * What makes a position the same position: sha256, as 64 hex digits, over the game's slug, a line feed, and the
 * identity of the canonical notation. Solution, themes, source and everything else are not covered, so importing a
 * position again changes nothing even if its other facts differ, and never overwrites an editor's work.
 *
 * @param input.notation in its game's canonical spelling
 */
export const contentHash = ({ game, notation }: { game: Game; notation: string }): string =>
  createHash('sha256')
    .update(`${game.slug}\n${game.identityOf(notation)}`)
    .digest('hex')

/**
 * Where a position sits on the ring positions are drawn from: uniform in [0,1), and the same for ever, because it
 * follows from the content hash alone. Null, and so neither drawn nor counted, where every legal move is a solution: a
 * forced move leaves nothing to choose.
 */
export const sampleKeyOf = ({ game, facts, hash }: SampleKeyOf): number | null =>
  hasWrongMove(game, facts) ? unitIntervalOf(hash) : null

/** What `choicesOf` says, told by the game in less time where it can. */
const hasWrongMove = (game: Game, { notation, solution }: SampleKeyOf['facts']): boolean =>
  game.hasMoveBesides?.(notation, [...solutionsOf({ game, notation }, solution)]) ??
  choicesOf({ game, item: { notation, solution: { ...solution, line: '' } }, choices: 2 }) > 1

interface SampleKeyOf {
  game: Game
  facts: Pick<PositionFacts, 'notation' | 'solution'>
  /** The position's `contentHash`. */
  hash: string
}

/** Bits a double holds exactly with room to spare; 13 hex digits. */
const HEX_DIGITS = 13

/** A number in [0,1) from a hex digest: its first 52 bits / 2^52. Uniform, because a digest's bits are. */
export const unitIntervalOf = (hexDigest: string): number =>
  Number.parseInt(hexDigest.slice(0, HEX_DIGITS), 16) / 2 ** (4 * HEX_DIGITS)
