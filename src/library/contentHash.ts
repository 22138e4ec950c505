import { createHash } from 'node:crypto'
import type { Game } from '../games/Game.js'

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
