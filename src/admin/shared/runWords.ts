// The states and actions of a run, as constants without imports: server and browser must mean the same by them.
// biome-ignore lint/style/noRestrictedImports: constants only, nothing of the server comes along.
export {
  allowedFrom,
  finalStatuses,
  type RunAction,
  type RunStatus,
  runStatusLabels,
  type StepState,
  stepStatusLabels,
} from '../../runs/vocabulary.js'
// biome-ignore lint/style/noRestrictedImports: constants only, nothing of the server comes along.
// biome-ignore lint/style/noRestrictedImports: constants only, nothing of the server comes along.
// biome-ignore lint/style/noRestrictedImports: a type only.
// biome-ignore lint/style/noRestrictedImports: constants only, nothing of the server comes along.
