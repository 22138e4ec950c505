import type { RunAction } from './RunAction.js'

/** What was done to a run, in words. */
export const pastOf: Readonly<Record<RunAction, string>> = {
  cancel: 'cancelled',
  pause: 'paused',
  resume: 'resumed',
  retry: 'retried',
}
