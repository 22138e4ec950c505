// Constants only, nothing of the server comes along.
export { type DraftWords, type InputWords, type KindWords, kindWords } from '../runs/kindWords.js'
export {
  allowedFrom,
  finalStatuses,
  type RunAction,
  type RunStatus,
  runStatuses,
  type StepState,
} from '../runs/vocabulary.js'
