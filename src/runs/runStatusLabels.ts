import type { RunStatus } from './RunStatus.js'

/** What people read for a status, on the run's card as in lists and filters. */
export const runStatusLabels: Readonly<Record<RunStatus, string>> = {
  queued: 'Waiting to start',
  planning: 'Choosing positions',
  running: 'Writing drills',
  paused: 'Paused',
  completed: 'Finished',
  partial: 'Finished with gaps',
  failed: 'Failed',
  cancelled: 'Cancelled',
}
