import type { Game } from '../games/Game.js'
import { InvalidOption } from './InvalidOption.js'

const slugPattern = /^[a-z][a-z0-9-]{0,30}$/

/** @throws InvalidOption for games the library could not store */
export const checkGames = (games: readonly Game[]): void => {
  if (!Array.isArray(games) || games.length === 0) throw new InvalidOption('games', games, 'give at least one game')
  const seen = new Set<string>()
  for (const [index, game] of games.entries()) {
    const name = `games[${index}]`
    if (!slugPattern.test(game.slug)) {
      throw new InvalidOption(`${name}.slug`, game.slug, 'use lower-case letters, digits and hyphens')
    }
    if (seen.has(game.slug)) throw new InvalidOption(`${name}.slug`, game.slug, 'each game needs its own slug')
    seen.add(game.slug)
    if (!game.phases?.length) throw new InvalidOption(`${name}.phases`, game.phases, 'give at least one phase')
    for (const { value } of game.phases) {
      if (!slugPattern.test(value)) {
        throw new InvalidOption(`${name}.phases`, value, 'use lower-case letters, digits and hyphens')
      }
    }
    for (const method of ['normalizeNotation', 'identityOf', 'normalizeMove', 'normalizeLine', 'legalMoves'] as const) {
      if (typeof game[method] !== 'function')
        throw new InvalidOption(`${name}.${method}`, game[method], 'give a function')
    }
  }
}
