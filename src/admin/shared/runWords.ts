// The states and actions of a run, as constants without imports: server and browser must mean the same by them.
// biome-ignore lint/style/noRestrictedImports: constants only, nothing of the server comes along.
export { allowedFrom, type RunAction } from '../../runs/RunAction.js'
// biome-ignore lint/style/noRestrictedImports: constants only, nothing of the server comes along.
export { finalStatuses, type RunStatus } from '../../runs/RunStatus.js'
// biome-ignore lint/style/noRestrictedImports: constants only, nothing of the server comes along.
export { runStatusLabels } from '../../runs/runStatusLabels.js'
// biome-ignore lint/style/noRestrictedImports: a type only.
export type { StepState } from '../../runs/StepState.js'
// biome-ignore lint/style/noRestrictedImports: constants only, nothing of the server comes along.
export { stepStatusLabels } from '../../runs/stepStatusLabels.js'
