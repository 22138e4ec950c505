import type { RunStatus, StepState } from '../shared/runWords.js'
import type { RunProgress } from './RunView.js'

/** A run as it is followed: what its events have told so far. */
export interface RunState {
  status: RunStatus
  progress: RunProgress
  /** In order, without those that no event has named yet. */
  steps: readonly StepState[]
}

/** One event, or one answer of the API when events do not come through. */
export interface RunEvent {
  status: RunStatus
  progress: RunProgress
  changedSteps: readonly StepState[]
}

/** Events are state, not deltas: a changed step replaces what was known of it. */
export const withEvent = (state: RunState | undefined, { status, progress, changedSteps }: RunEvent): RunState => {
  const steps = new Map((state?.steps ?? []).map((step) => [step.index, step]))
  for (const step of changedSteps) steps.set(step.index, step)
  return { status, progress, steps: [...steps.values()].sort((one, other) => one.index - other.index) }
}
