export { RequestError, type RequestErrorData } from './errors/RequestError.js'
export { backgammon } from './games/backgammon.js'
export { chess } from './games/chess.js'
export { defaultGames } from './games/defaultGames.js'
export type { Game, GamePhase } from './games/Game.js'
export { InvalidMove } from './games/InvalidMove.js'
export { InvalidNotation } from './games/InvalidNotation.js'
export {
  type DrillSeriesInput,
  type DrillSeriesInputOptions,
  drillSeriesInput,
} from './generators/drillSeries/drillSeriesInput.js'
export { drillSeriesInputJsonSchema } from './generators/drillSeries/drillSeriesInputJsonSchema.js'
export { startWorker, type Worker, type WorkerOptions } from './jobs/startWorker.js'
export { type ImportPositionsInput, importPositions } from './library/importPositions.js'
export type {
  CoursewrightOptions,
  DrillSeriesOptions,
  ModelOptions,
  ModelPrice,
  StepOptions,
} from './options/CoursewrightOptions.js'
export { InvalidOption } from './options/InvalidOption.js'
export type { Role } from './options/Role.js'
export type { Slugs } from './options/Slugs.js'
export { coursewright } from './plugins/coursewright.js'
