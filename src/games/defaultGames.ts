import { backgammon } from './backgammon.js'
import { chess } from './chess.js'
import type { Game } from './Game.js'

/** The games a host gets when it names none. */
export const defaultGames: readonly Game[] = [chess, backgammon]
