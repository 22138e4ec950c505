export type { Game, GamePhase } from './games/Game.js'
export { InvalidMove } from './games/InvalidMove.js'
export { InvalidNotation } from './games/InvalidNotation.js'
