import type { StepStatus } from './Step.js'

/** What people read for the status of a step, in a run's card as in its own document. */
export const stepStatusLabels: Readonly<Record<StepStatus, string>> = {
  queued: 'Waiting',
  running: 'Under way',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
}
