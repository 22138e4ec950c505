// biome-ignore lint/style/noRestrictedImports: constants only, nothing of the server comes along.
export { drillKeyPattern, orderOfDrillKey } from '../generators/drillSeries/drillKey.js'
export {
  allowedFrom,
  finalStatuses,
  type RunAction,
  type RunStatus,
  runStatuses,
  type StepState,
  // biome-ignore lint/style/noRestrictedImports: constants and types only, nothing of the server comes along.
} from '../runs/vocabulary.js'
