// Constants only, nothing of the server comes along.
export { type DraftWords, type InputWords, type KindWords, kindWords } from '../../runs/kind/kindWords.js'
export {
  allowedFrom,
  finalStatuses,
  keyOfDocument,
  type NamedStep,
  type OpenRuns,
  openStatuses,
  type RunAction,
  type RunStatus,
  runStatuses,
  type StepCalls,
  type StepState,
} from '../../runs/vocabulary.js'
