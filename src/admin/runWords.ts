// Constants only, nothing of the server comes along.
export { orderOfDrillKey } from '../generators/drillSeries/drillKey.js'
export {
  allowedFrom,
  finalStatuses,
  type RunAction,
  type RunStatus,
  runStatuses,
  type StepState,
} from '../runs/vocabulary.js'
